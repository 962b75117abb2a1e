import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

export interface SourceModule {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly string[];
  /** Those of them that are loaded with the module: neither types alone nor what it asks for later. */
  readonly loaded: readonly string[];
  readonly hasDefaultExport: boolean;
  /** Nothing in it but exports of other files. */
  readonly isBarrel: boolean;
}

const sourceFolders = ['electron', 'renderer', 'shared', 'test', 'scripts'];
const sourceFile = /\.(?:ts|tsx|mjs)$/;

function listFiles(root: string): string[] {
  return sourceFolders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && sourceFile.test(entry.name),
      ),
    )
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

/** One source file; `file` is relative to `root`. */
export function readModule(root: string, file: string): SourceModule {
  const text = readFileSync(path.join(root, file), 'utf8');
  const { module, program } = parseSync(file, text);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const dynamic = module.dynamicImports
    .map(
      ({ moduleRequest }) => /^['"](.+)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1],
    )
    .filter((specifier) => specifier !== undefined);
  return {
    file,
    lines: text.split('\n').length - 1,
    imports: [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...exported.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
      ...dynamic,
    ],
    loaded: [
      ...module.staticImports
        .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
        .map(({ moduleRequest }) => moduleRequest.value),
      ...exported.flatMap(({ moduleRequest, isType }) =>
        moduleRequest && !isType ? [moduleRequest.value] : [],
      ),
    ],
    hasDefaultExport:
      exported.some(({ exportName }) => exportName.name === 'default') ||
      program.body.some(({ type }) => type === 'ExportDefaultDeclaration'),
    isBarrel:
      program.body.length > 0 &&
      program.body.every(
        (statement) =>
          statement.type === 'ExportAllDeclaration' ||
          (statement.type === 'ExportNamedDeclaration' && statement.source !== null),
      ),
  };
}

/** Every source file of the project with what it imports, type imports included. */
export function readModules(root: string): SourceModule[] {
  return listFiles(root).map((file) => readModule(root, file));
}

/** The project file behind a relative import; other imports name packages and give null. */
export function resolveImport(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier.replace(/\?.*$/, '')));
}
