import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { VerifyReport } from '../../shared/system.ts';

export interface MeasuredEngine {
  readonly url: string;
  /** A key with every scope and more requests than a test makes. */
  readonly key: string;
  /** Bytes that its process holds, after it has thrown away what it does not need. */
  memory(): Promise<number>;
  verify(): Promise<VerifyReport>;
  /** Makes it hold 80 MB that it will never use. */
  leak(): Promise<void>;
  stop(): Promise<void>;
}

/** An engine with some records in a process of its own. */
export async function startMeasuredEngine(): Promise<MeasuredEngine> {
  const file = path.join(import.meta.dirname, 'measured-engine-child.ts');
  const child = fork(file, [], { execArgv: ['--expose-gc'] });

  async function told(wanted: string): Promise<unknown> {
    for (;;) {
      const [{ question, value }] = (await once(child, 'message')) as [{ question: string; value: unknown }];
      if (question === wanted) return value;
    }
  }

  async function ask(question: string): Promise<unknown> {
    const answer = told(question);
    child.send(question);
    return answer;
  }

  const ready = (await told('ready')) as { url: string; key: string };
  return {
    ...ready,
    memory: async () => Number(await ask('memory')),
    verify: async () => (await ask('verify')) as VerifyReport,
    async leak() {
      await ask('leak');
    },
    async stop() {
      const gone = once(child, 'exit');
      await ask('stop');
      await gone;
    },
  };
}
