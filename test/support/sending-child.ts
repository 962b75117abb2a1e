import { newWebhook } from '../../shared/webhook.ts';
import { ada, openExchange } from './exchange.ts';

/** What the parent asks; each question is answered with `{ done: true }` or what it names. */
export type SendingQuestion =
  | { readonly ask: 'subscribe'; readonly url: string }
  /** Events with numbers from `from` on; the queue begins to go out, and is not waited for. */
  | { readonly ask: 'happen'; readonly from: number; readonly count: number }
  | { readonly ask: 'pass'; readonly ms: number; readonly stepMs: number };

// An exchange in a process of its own, so that it can be killed while deliveries are under way: see delivery-storm.test.ts.
const [folder = '', at = '', key = ''] = process.argv.slice(2);
const exchange = openExchange({
  answerWithinMs: 200,
  world: { folder, at: Number(at), key: Buffer.from(key, 'hex') },
});
exchange.room.sender.start();

async function answer(question: SendingQuestion): Promise<{ secret?: string }> {
  switch (question.ask) {
    case 'subscribe': {
      const wanted = newWebhook.parse({ url: question.url, events: ['ticket.updated'] });
      return { secret: exchange.room.handlers.webhooks.create(ada, wanted).secret };
    }
    case 'happen':
      for (let n = question.from; n < question.from + question.count; n += 1) {
        exchange.happen('ticket.updated', { n });
      }
      exchange.room.sender.pump();
      return {};
    case 'pass':
      await exchange.pass(question.ms, question.stepMs);
      return {};
  }
}

process.on('message', (question: SendingQuestion) => {
  void answer(question).then((said) => process.send?.({ done: true, ...said }));
});
process.send?.({ done: true });
