import type { RevealedKey } from '../../shared/api-key.ts';
import { openBenchEngine } from './workspaces.ts';

// The engine as it serves. One key may not ask as often as a bench does, so many take turns.
const engine = openBenchEngine(process.argv[2]!, { port: 0 });
const keys: string[] = [];
for (let number = 0; number < 100; number += 1) {
  const issued = (await engine.call(engine.consoleCaller(), 'keys.issue', {
    name: `bench ${number}`,
    scopes: ['tickets:read'],
    tier: 'enterprise',
  })) as RevealedKey;
  keys.push(issued.apiKey);
}
const { address } = await engine.start();
process.send?.({ url: address, keys });
process.on('SIGINT', () => process.exit(0));
