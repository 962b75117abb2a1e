import { writeSync } from 'node:fs';
import { openConnection } from '../../../electron/engine/database/connection.ts';

// Commits fifty times and says so after each; the test watches what the disk was told in between.
const [file, synchronous] = process.argv.slice(2);
const raw = openConnection(file!);
if (synchronous === 'OFF') raw.pragma('synchronous = OFF');
raw.exec('CREATE TABLE entry (n INTEGER PRIMARY KEY, text TEXT) STRICT');
const insert = raw.prepare('INSERT INTO entry VALUES (?, ?)');
for (let n = 1; n <= 50; n += 1) {
  insert.run(n, 'text '.repeat(n));
  writeSync(1, `ack ${n}\n`);
}
