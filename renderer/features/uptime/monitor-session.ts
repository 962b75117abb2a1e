import { useEffect } from 'react';
import type { Monitor, MonitorField, MonitorFilter, MonitorPatch } from '../../../shared/monitor.ts';
import { invalidate } from '../../lib/answers.ts';
import { client, subscribe } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';
import { withBeat } from './beats.ts';

/** What the uptime screen keeps. */
export const monitors = createRecordSession<Monitor, MonitorFilter, MonitorPatch>({
  domain: 'monitors',
  noun: 'monitor',
  client: {
    get: client.monitors.get,
    update: client.monitors.update,
    remove: client.monitors.remove,
    undo: client.monitors.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.monitors.list({
        ...input,
        sort: sort.map((by, place) => ({
          ...by,
          field: by.field as MonitorField,
          // People look for a client by name, not by when it was taken in.
          ...(place === 0 && by.field === 'organizationId' && { named: true as const }),
        })),
      }),
  },
  nameOf: ({ name }) => name,
  wholeFilter: {},
  firstSort: { by: 'name', descending: false },
  firstPart: 'overview',
  startsClosed: true,
});

/** Shares of time move slowly and are announced by nobody: they are asked for this often. */
const sharesEveryMs = 15_000;
const holdShares: ReadonlySet<string> = new Set(['uptime.overview', 'monitors.list']);

/** Puts the checks of the last second into the rows that are known; no list is asked for them. */
export function useHeartbeats(): void {
  useEffect(() => {
    const timer = setInterval(() => {
      monitors.use.getState().list?.refresh();
      invalidate((path) => holdShares.has(path));
    }, sharesEveryMs);
    return () => clearInterval(timer);
  }, []);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type !== 'heartbeats') return;
        for (const { id, at, status, beat, responseTimeMs } of event.beats) {
          monitors.rows.amend(id, (row) => ({
            ...row,
            status,
            lastCheckedAt: at,
            responseTimeMs: responseTimeMs ?? row.responseTimeMs,
            beats: withBeat(row.beats, beat),
          }));
        }
      }),
    [],
  );
}
