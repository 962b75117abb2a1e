import { scopes } from '../../shared/api-key.ts';
import { startEngine } from './engine.ts';
import { buildEstate } from './estate.ts';

// An engine in a process of its own, so that its memory is nobody else's: see measured-engine.ts.
const engine = await startEngine();
for (const mark of ['First', 'Second', 'Third']) await buildEstate(engine.console, mark);
const { apiKey } = await engine.issueKey({
  scopes: [...scopes],
  ownLimit: { perMinute: 100_000, burst: 200_000 },
});
const leaked: Buffer[] = [];

async function answer(question: string): Promise<unknown> {
  switch (question) {
    case 'memory':
      globalThis.gc?.();
      return process.memoryUsage().rss;
    case 'verify':
      return engine.console.system.verify({});
    case 'leak':
      // The control: what a forgotten 2 KB a request comes to.
      leaked.push(Buffer.alloc(80 * 2 ** 20, 1));
      return leaked.length;
    default:
      await engine.stop();
      return null;
  }
}

process.on('message', (question: string) => {
  void answer(question).then((value) => {
    process.send?.({ question, value });
    if (question === 'stop') process.disconnect();
  });
});
process.send?.({ question: 'ready', value: { url: engine.url, key: apiKey } });
