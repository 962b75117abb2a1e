import type { RevealedKey } from '../../shared/api-key.ts';
import { openBenchEngine } from './workspaces.ts';

// The engine as it serves, with keys whose limit no bench reaches.
const engine = openBenchEngine(process.argv[2]!, { port: 0 });
const keys: string[] = [];
engine.ensureWorkspace();
const count = Number(process.argv[3] ?? 100);
for (let number = 0; number < count; number += 1) {
  const issued = (await engine.call(engine.consoleCaller(), 'keys.issue', {
    name: `bench ${number}`,
    scopes: ['tickets:read'],
    ownLimit: { perMinute: 100_000, burst: 200_000 },
  })) as RevealedKey;
  keys.push(issued.apiKey);
}
const { address } = await engine.start();
process.send?.({ url: address, keys });
process.on('SIGINT', () => process.exit(0));
