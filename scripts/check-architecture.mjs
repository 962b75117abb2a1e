import { checkArchitecture } from './architecture/check-architecture.ts';
import { projectRoot } from './set-up/paths.mjs';

const findings = checkArchitecture(projectRoot);
for (const finding of findings) process.stdout.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
