import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDatabase } from '../../../electron/engine/database/check-database.ts';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { serveHeadless, type ServingEngine } from '../../support/headless.ts';
import { send } from '../../support/http.ts';

const hook = fileURLToPath(new URL('./crash-points.ts', import.meta.url));

/** A create that was sent: whether it was acknowledged is what a kill must not blur. */
export interface Attempt {
  readonly key: string;
  readonly subject: string;
  acknowledgedId: string | null;
}

export interface Trial {
  readonly point: string | null;
  readonly env?: NodeJS.ProcessEnv;
  /** For kills at random: how long after the first acknowledgement. */
  readonly afterMs: number;
}

export function serveWithCrashPoints(
  dataDir: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Promise<ServingEngine> {
  return serveHeadless(dataDir, args, { NODE_OPTIONS: `--import ${hook}`, ...env });
}

/** Writes from eight clients at once until the engine is gone. */
export async function writeUntilGone(
  serving: ServingEngine,
  apiKey: string,
  afterMs: number | null,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const { url } = serving.ready;
  const state = { gone: false };
  let firstAck: (() => void) | undefined;
  const acknowledged = new Promise<void>((resolve) => (firstAck = resolve));
  const ended = once(serving.child, 'exit').then(() => (state.gone = true));

  const client = async (name: number): Promise<void> => {
    for (let turn = 0; !state.gone; turn += 1) {
      const attempt: Attempt = { key: randomUUID(), subject: `kill ${randomUUID()}`, acknowledgedId: null };
      attempts.push(attempt);
      try {
        const answer = await create(url, apiKey, attempt);
        if (answer.status !== 201) throw new Error(`answered ${answer.status} ${answer.text}`);
        attempt.acknowledgedId = answer.json.id;
        firstAck?.();
        if (turn % 3 === name % 3) {
          await send(url, `/v1/api/tickets/${attempt.acknowledgedId}/messages`, {
            key: apiKey,
            body: { text: 'and more' },
          });
        }
        if (turn % 5 === 0) {
          await send(url, `/v1/api/tickets/${attempt.acknowledgedId}`, {
            key: apiKey,
            method: 'PATCH',
            body: { status: 'resolved' },
          });
        }
      } catch (error) {
        if ((error as { code?: string }).code?.startsWith('ECONN') || /hang up/.test(String(error))) return;
        if (!state.gone) throw error;
      }
    }
  };
  const clients = Promise.all(Array.from({ length: 8 }, (_, name) => client(name)));
  if (afterMs !== null) {
    await Promise.race([acknowledged, ended]);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    serving.child.kill('SIGKILL');
  }
  await clients;
  await ended;
  return attempts;
}

function create(url: string, apiKey: string, attempt: Attempt) {
  return send(url, '/v1/api/tickets', {
    key: apiKey,
    headers: { 'idempotency-key': attempt.key },
    body: { subject: attempt.subject, description: `Text of ${attempt.subject}` },
  });
}

/** What is wrong with the file after a kill; an empty list is the promise kept. */
export function findHarm(dataDir: string, attempts: readonly Attempt[]): string[] {
  const file = join(dataDir, 'techbench.db');
  const report = checkDatabase(file);
  const harm = report.ok ? [] : [`the check fails: ${JSON.stringify(report)}`];
  const raw = openConnection(file, { readonly: true });
  try {
    const find = raw.prepare('SELECT id FROM ticket WHERE subject = ?').pluck();
    const events = raw
      .prepare("SELECT count(*) FROM event WHERE entity_id = ? AND type = 'ticket.created'")
      .pluck();
    const search = raw.prepare('SELECT rowid FROM ticket_search WHERE ticket_search MATCH ?').pluck();
    for (const { subject, acknowledgedId } of attempts) {
      const ids = find.all(subject) as number[];
      if (ids.length > 1) harm.push(`${subject} is there ${ids.length} times`);
      if (acknowledgedId !== null && Number.parseInt(acknowledgedId.slice(4), 16) !== ids[0])
        harm.push(`${subject} is lost`);
      for (const id of ids) {
        if (events.get(id) !== 1) harm.push(`ticket ${id} has ${String(events.get(id))} events`);
        if (!(search.all(`"${subject}"`) as number[]).includes(id)) harm.push(`ticket ${id} cannot be found`);
      }
    }
    const orphans = raw
      .prepare(
        "SELECT count(*) FROM event e WHERE type = 'ticket.created' AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = e.entity_id)",
      )
      .pluck()
      .get();
    if (orphans !== 0) harm.push(`${String(orphans)} events of no ticket`);
    const messages = raw
      .prepare(
        'SELECT count(*) FROM ticket t WHERE message_count <> (SELECT count(*) FROM ticket_message m WHERE m.ticket_id = t.id)',
      )
      .pluck()
      .get();
    if (messages !== 0) harm.push(`${String(messages)} tickets miscount their messages`);
    const counted = raw
      .prepare(
        "SELECT coalesce(sum(n), 0) FROM ticket_count WHERE organization_id = 0 AND status = '' AND priority = '' AND assignee_id = -1 AND snoozed = -1",
      )
      .pluck()
      .get();
    const real = raw.prepare('SELECT count(*) FROM ticket').pluck().get();
    if (counted !== real) harm.push(`${String(counted)} tickets counted, ${String(real)} there`);
  } finally {
    raw.close();
  }
  return harm;
}

/** Sends every create again with its key: what was done stays one, what was not is done now. */
export async function replay(url: string, apiKey: string, attempts: readonly Attempt[]): Promise<string[]> {
  const harm: string[] = [];
  for (const attempt of attempts) {
    const answer = await create(url, apiKey, attempt);
    if (answer.status !== 201) harm.push(`replay answered ${answer.status} ${answer.text}`);
    else if (attempt.acknowledgedId !== null && answer.json.id !== attempt.acknowledgedId) {
      harm.push(`${attempt.subject} was done twice`);
    }
  }
  return harm;
}
