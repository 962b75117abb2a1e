// node scripts/verify-package.mjs <folder>: whether a packed Linux application is what it should be.
import path from 'node:path';
import { verifyPackage } from './packaging/verify.mjs';

const folder = path.resolve(process.argv[2] ?? 'out/linux-unpacked');
const found = await verifyPackage(folder);
for (const finding of found) console.log(finding);
console.log(
  found.length === 0 ? `${folder}: fuses, archive and native files are as wanted` : `${found.length} faults`,
);
process.exitCode = found.length === 0 ? 0 : 1;
