import { createJournal } from '../../electron/engine/database/journal.ts';
import { createDirectoryLookup } from '../../electron/engine/directory/lookup.ts';
import { createAssets } from '../../electron/engine/inventory/assets.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { createVulnerabilities } from '../../electron/engine/security/vulnerabilities/vulnerabilities.ts';
import { newAsset } from '../../shared/asset.ts';
import type { PushEvent } from '../../shared/events.ts';
import { newSoftware } from '../../shared/software.ts';
import type { Finding } from '../../shared/vulnerability.ts';
import { virtualClock } from './clock.ts';
import { openTestDatabase } from './database.ts';
import { testEgress } from './egress.ts';
import { ada } from './exchange.ts';
import { simulateFeeds } from './feed-simulator.ts';

export type TestVulnerabilities = Awaited<ReturnType<typeof openVulnerabilities>>;

/** Vulnerabilities on a database of their own with organizations 1 to 3, with the three publishers simulated. */
export async function openVulnerabilities() {
  const { db, close } = openTestDatabase();
  const feeds = await simulateFeeds();
  const clock = virtualClock();
  const pushed: PushEvent[] = [];
  const calmed: Finding[] = [];
  const recalled: Finding[] = [];
  const opened: { subject: string; organizationId: number }[] = [];
  const closedTickets = new Set<number>();
  const kept = new Map<string, string>();
  const vault = { open: true };
  const lookup = createDirectoryLookup(db);
  const domain = {
    db,
    clock,
    journal: createJournal(db, clock, () => room.queue.wake()),
    push: (event: PushEvent) => void pushed.push(event),
    ...lookup,
  };
  const assets = createAssets(domain);
  const makeRoom = () =>
    createVulnerabilities({
      ...domain,
      log: silentLog,
      egress: testEgress(),
      // Time is the test's: a pause passes at once, and the clock with it.
      timers: {
        after(ms, work) {
          const timer = setImmediate(() => {
            clock.pass(ms);
            work();
          });
          return () => clearImmediate(timer);
        },
      },
      assetOrganization: (caller, id) => assets.named(caller, id)?.organizationId,
      calm: (finding) => void calmed.push(finding),
      recall: (finding) => void recalled.push(finding),
      tickets: {
        open: (_caller, ticket) => opened.push(ticket),
        isOpen: (_caller, id) => id <= opened.length && !closedTickets.has(id),
      },
      secrets: {
        put: (name, secret) => void kept.set(name, secret),
        get: (name) => kept.get(name),
        remove: (name) => void kept.delete(name),
      },
      secretsOpen: () => vault.open,
    });
  let room = makeRoom();
  const { vulnerabilities, software } = room.handlers;
  await vulnerabilities.configure(ada, feeds.settings);

  return {
    db,
    clock,
    feeds: feeds.state,
    settings: feeds.settings,
    pushed,
    calmed,
    recalled,
    opened,
    closedTickets,
    kept,
    vault,
    assets,
    vulnerabilities,
    software,
    get room() {
      return room;
    },
    addAsset: (name: string, given: object = {}): number =>
      assets.handlers.create(ada, { ...newAsset.parse({ organizationId: 2, name, ...given }) }).record.id,
    install: (assetId: number, vendor: string, name: string, version: string) =>
      software.add(ada, newSoftware.parse({ assetId, vendor, name, version })),
    /** The catalogue as it is fetched, and everything matched. */
    async learn(): Promise<void> {
      await vulnerabilities.refresh(ada, { name: 'kev' });
      room.queue.drain();
    },
    /** All that NVD and EPSS are to be asked now. */
    async askBoth(): Promise<void> {
      await vulnerabilities.refresh(ada, { name: 'nvd' });
      await vulnerabilities.refresh(ada, { name: 'epss' });
      await room.feeds.idle();
      room.queue.drain();
    },
    idOf: (cve: string): number =>
      db.get<{ id: number }>('SELECT id FROM vulnerability WHERE cve = ?', [cve])!.id,
    found: (): { asset_id: number; cve: string }[] =>
      db
        .all<{ data: string }>(`SELECT data FROM event WHERE type = 'vulnerability.found' ORDER BY id`)
        .map(({ data }) => JSON.parse(data) as { asset_id: number; cve: string }),
    /** Another engine on the same data. */
    async restart(): Promise<void> {
      await room.stop();
      room = makeRoom();
    },
    async close(): Promise<void> {
      await room.stop();
      feeds.close();
      close();
    },
  };
}
