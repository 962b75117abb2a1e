import { readdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { metaContentSecurityPolicy } from './electron/app/content-security-policy.ts';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const root = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts: string[]): string => path.join(root, ...parts);

/** Left out of the bundles: Electron brings itself, the other two are native and load their own files. */
const external = [
  'electron',
  'better-sqlite3',
  'keytar',
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
];

/** Schemas are built when they are first used, not all of them at each start. */
const alias = [{ find: /^zod$/, replacement: at('shared/lazy-schemas.ts') }];

/** What `app://` may serve: every file of this build and nothing that appears in the folder later. */
function rendererManifest(): Plugin {
  return {
    name: 'techbench-renderer-manifest',
    apply: 'build',
    writeBundle({ dir }) {
      const files = readdirSync(dir!, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(dir!, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
      writeFileSync(path.join(dir!, 'files.json'), JSON.stringify(files.toSorted()));
    },
  };
}

/** The policy in the page itself as well, for the day that a header gets lost. */
function policyInPage(): Plugin {
  return {
    name: 'techbench-policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaContentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Everything that a module brings along at once, itself included. */
function broughtBy(id: string, graph: ModuleGraph, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of graph.getModuleInfo(id)?.importedIds ?? []) broughtBy(next, graph, found);
  return found;
}

/**
 * What a window starts with comes in two files, not in twenty: each is a request to main, which has enough to do at a
 * start. One holds what both windows share, the other what only the console brings along.
 */
function startFiles(): (id: string, graph: ModuleGraph) => string | null {
  let found: { both: Set<string>; console: Set<string> } | undefined;
  return (id, graph) => {
    found ??= {
      both: broughtBy(at('renderer/app/code-window.tsx'), graph),
      console: broughtBy(at('renderer/main.tsx'), graph),
    };
    if (!found.console.has(id)) return null;
    return found.both.has(id) ? 'both-windows' : 'console';
  };
}

const renderer: UserConfig = {
  root: at('renderer'),
  base: './',
  resolve: { alias },
  plugins: [react(), policyInPage(), rendererManifest()],
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    // The strict policy allows neither inline scripts nor data: fonts; Chromium preloads modules by itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'chrome130',
    reportCompressedSize: false,
    rolldownOptions: {
      input: [at('renderer/index.html'), at('renderer/code-window.html')],
      output: {
        charset: 'ascii',
        codeSplitting: { groups: [{ tags: ['$initial'], name: startFiles(), debugName: 'start' }] },
      },
    },
  },
};

/** One entry of the Electron side. A sandboxed preload cannot be an ES module, and main and the engine start sooner as none. */
function electronEntry(file: string, format: 'es' | 'cjs'): UserConfig {
  const name = path.basename(file, '.ts');
  return {
    root,
    resolve: { alias },
    publicDir: false,
    build: {
      outDir: at('dist/electron'),
      emptyOutDir: false,
      ssr: at(file),
      target: 'node20',
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        external,
        output: {
          format,
          entryFileNames: format === 'cjs' ? `${name}.cjs` : `${name}.js`,
          chunkFileNames: `chunks/[name]-[hash].${format === 'cjs' ? 'cjs' : 'js'}`,
          // A single character beyond Latin-1 makes V8 keep all of the source in two bytes for each of them.
          charset: 'ascii',
          // Half the bytes to read and parse at each start; names stay, so that stack traces still speak.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
    ssr: { noExternal: true, target: 'node' },
  };
}

export const builds = {
  renderer,
  main: electronEntry('electron/main.ts', 'cjs'),
  'database-worker': electronEntry('electron/engine/database/database-worker.ts', 'es'),
  'read-vault-file-worker': electronEntry('electron/engine/vault/importers/read-vault-file-worker.ts', 'es'),
  'argon2-worker': electronEntry('electron/engine/vault/keys/argon2-worker.ts', 'es'),
  'engine-process': electronEntry('electron/host/engine-process.ts', 'cjs'),
  preload: electronEntry('electron/preload.ts', 'cjs'),
} satisfies Record<string, UserConfig>;

export default defineConfig(renderer);
