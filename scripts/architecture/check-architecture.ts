import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findCycles } from './cycles.ts';
import { readModules, resolveImport, type SourceModule } from './modules.ts';
import { refuseFile, refusePackage } from './rooms.ts';

const maxLines = 300;
const maxTestLines = 500;
/** Tools that take nothing but a default export. */
const defaultExportsAllowed = new Set(['vite.config.ts', 'scripts/testing/count-reporter.mjs']);
const vagueFolders = new Set(['utils', 'helpers', 'common', 'misc']);
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*$/;
const folders = new Set(['docs', 'electron', 'renderer', 'resources', 'scripts', 'shared', 'test']);
/** Made by tools and never committed. */
const generated = new Set(['node_modules', 'dist', 'out', 'coverage']);

function checkFolders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .filter(({ name }) => !folders.has(name) && !generated.has(name))
    .map(({ name }) => `${name}/: not a room of this house (add it to the floor plan first)`);
}

function checkModule(module: SourceModule): string[] {
  const { file } = module;
  const found: string[] = [];
  const limit = file.startsWith('test/') ? maxTestLines : maxLines;
  if (module.lines > limit) found.push(`${file}: ${module.lines} lines, at most ${limit}`);
  if (module.hasDefaultExport && !defaultExportsAllowed.has(file)) found.push(`${file}: default export`);
  if (module.isBarrel) found.push(`${file}: a barrel (it only passes on the exports of others)`);
  if (!kebabCase.test(path.posix.basename(file))) found.push(`${file}: file names are kebab-case`);
  const vague = file.split('/').find((part) => vagueFolders.has(part));
  if (vague) found.push(`${file}: ${vague}/ says nothing about what is in it`);
  return found;
}

function checkImports(module: SourceModule): string[] {
  return module.imports.flatMap((specifier) => {
    const target = resolveImport(module.file, specifier);
    const reason = target === null ? refusePackage(module.file, specifier) : refuseFile(module.file, target);
    return reason === null ? [] : [`${module.file}: ${reason}`];
  });
}

function checkCycles(modules: readonly SourceModule[]): string[] {
  const graph = new Map(
    modules.map(({ file, imports }) => [
      file,
      imports.map((specifier) => resolveImport(file, specifier)).filter((target) => target !== null),
    ]),
  );
  return findCycles(graph).map((cycle) => `cycle: ${cycle.join(' -> ')}`);
}

const windowEntries = ['renderer/main.tsx', 'renderer/app/code-window.tsx'];

/** Schemas weigh a hundred kilobytes, and a window starts without one: calls are parsed by main and the engine. */
function checkWindowStart(modules: readonly SourceModule[]): string[] {
  const byFile = new Map(modules.map((module) => [module.file, module]));
  const found = new Set<string>();
  const waiting = [...windowEntries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const specifier of byFile.get(file)?.loaded ?? []) {
      const target = resolveImport(file, specifier);
      if (target !== null) waiting.push(target);
    }
  }
  return [...found]
    .filter((file) => byFile.get(file)?.loaded.includes('zod'))
    .map((file) => `${file}: a window's start loads it, and may not load schemas`);
}

/** Everything in these files that breaks the house's rules, one sentence each. */
export function checkModules(modules: readonly SourceModule[]): string[] {
  return [
    ...modules.flatMap(checkModule),
    ...modules.flatMap(checkImports),
    ...checkCycles(modules),
    ...checkWindowStart(modules),
  ];
}

/** The same for a whole project folder; nothing is what we want. */
export function checkArchitecture(root: string): string[] {
  return [...checkFolders(root), ...checkModules(readModules(root))];
}
