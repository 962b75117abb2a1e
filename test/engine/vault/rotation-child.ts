import { readFileSync, writeSync } from 'node:fs';
import { writeWholeFile } from '../../../electron/engine/platform/write-whole-file.ts';
import { testKeychain } from '../../support/keychain.ts';
import { startEngine } from '../../support/engine.ts';

// Changes the key of a vault over and over and says so; the test kills it in the middle. Its keychain is a file,
// written whole before the vault is told that an item is kept, as a real keychain is.
const [dataDir, keychainFile] = process.argv.slice(2);
const keychain = testKeychain();
for (const [name, secret] of JSON.parse(readFileSync(keychainFile!, 'utf8')) as [string, string][]) {
  keychain.items.set(name, secret);
}
const write = keychain.write;
const lasting = {
  ...keychain,
  async write(name: string, secret: string) {
    const answer = await write(name, secret);
    writeWholeFile(keychainFile!, JSON.stringify([...keychain.items]));
    return answer;
  },
};
const engine = await startEngine({ dataDir: dataDir!, keychain: lasting });
// Whoever stopped in order finds the vault locked.
await engine.console.vault.unlock({});
writeSync(1, 'ready\n');
for (;;) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
  await engine.console.vault.rotateKey({});
  writeSync(1, 'rotated\n');
}
