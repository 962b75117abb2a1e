import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  /** Files in which it is right, each for the reason that stands there. */
  readonly except?: readonly string[];
  /** A line that must be caught, so that the ban is known to work. */
  readonly caught: string;
}

const bans: readonly Ban[] = [
  {
    what: 'an address without TLS that is not this machine',
    // The name of a schema is no address: nothing asks there.
    pattern: /(?<!\$schema: ')http:\/\/(?!127\.0\.0\.1|localhost|\[::1\]|\$\{)[a-z0-9]/i,
    caught: "fetch('http://example.com/')",
  },
  { what: 'the web security switched off', pattern: /webSecurity:\s*false/, caught: 'webSecurity: false' },
  { what: 'Node in a page', pattern: /nodeIntegration\w*:\s*true/, caught: 'nodeIntegrationInWorker: true' },
  { what: 'a shared context', pattern: /contextIsolation:\s*false/, caught: 'contextIsolation: false' },
  { what: 'an unsandboxed page', pattern: /sandbox:\s*false/, caught: 'sandbox: false' },
  {
    what: 'mixed content',
    pattern: /allowRunningInsecureContent:\s*true/,
    caught: 'allowRunningInsecureContent: true',
  },
  {
    what: 'unfinished web features',
    pattern: /enableBlinkFeatures|experimentalFeatures:\s*true/,
    caught: "enableBlinkFeatures: 'X'",
  },
  { what: 'guest pages', pattern: /webviewTag:\s*true|<webview/, caught: 'webviewTag: true' },
  { what: 'a scheme around the policy', pattern: /bypassCSP/, caught: 'bypassCSP: true' },
  {
    what: 'a looser policy',
    pattern: /unsafe-(?:inline|eval|hashes)|wasm-unsafe/,
    caught: "script-src 'unsafe-inline'",
  },
  {
    what: 'text as markup',
    pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/,
    caught: 'box.innerHTML = text',
  },
  { what: 'code from text', pattern: /\beval\(|new Function\(/, caught: 'eval(text)' },
  {
    what: 'the IPC object outside of the bridge',
    pattern: /\bipcRenderer\b/,
    except: ['electron/preload.ts'],
    caught: "ipcRenderer.send('x')",
  },
  {
    what: 'opening things outside of the one door for links',
    // `client.shell` is the page asking that door.
    pattern: /(?<!client\.)\bshell\.openExternal\(/,
    except: ['electron/app/external-links.ts'],
    caught: 'shell.openExternal(url)',
  },
  {
    what: 'a test build of the database addon in the product',
    pattern: /\.runtime\b/,
    caught: "path.join('.runtime', name)",
  },
];

const sources = ['electron', 'renderer', 'shared']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  .filter((name) => /\.(?:ts|tsx|html|css)$/.test(name))
  .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n') }));

/** Comments may name what the code may not do. */
const isComment = (line: string) => /^\s*(?:\/\/|\/?\*)/.test(line);

describe('the sources of the product', () => {
  for (const { what, pattern, except = [], caught } of bans) {
    it(`hold nowhere ${what}`, () => {
      assert.match(caught, pattern, 'control: the ban catches what it is there for');
      const found = sources
        .filter(({ file }) => !except.includes(file))
        .flatMap(({ file, lines }) =>
          lines.flatMap((line, index) =>
            pattern.test(line) && !isComment(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
          ),
        );
      assert.deepEqual(found, []);
    });
  }
});
