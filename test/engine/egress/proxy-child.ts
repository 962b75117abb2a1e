import { get } from 'node:http';
import { testEgress } from '../../support/egress.ts';

/** Asks the address of the command line by Node's own client and by ours, and prints what became of both. */
const url = process.argv[2]!;
const byNode = await new Promise<string>((resolve) => {
  get(url, ({ statusCode }) => resolve(String(statusCode))).on('error', ({ message }) => resolve(message));
});
const reply = await testEgress().fetch({ profile: 'monitor', url, timeoutMs: 30_000, maxBytes: 10 });
process.stdout.write(JSON.stringify({ byNode, ours: reply.status, address: reply.address }));
process.exit(0);
