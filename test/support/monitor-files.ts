import * as fc from 'fast-check';
import {
  monitorFile,
  type AssetInFile,
  type IncidentInFile,
  type MonitorFile,
  type MonitorInFile,
  type WindowInFile,
} from '../../shared/monitor-file.ts';
import {
  conditionOperator,
  dnsRecordType,
  httpMethod,
  monitorOptions,
  monitorType,
} from '../../shared/monitor-options.ts';
import { monitorRules } from './records.ts';

/** Any file of ours: what stands in it refers to what stands in it, and makes sense to whoever reads it. */

const anyText = fc.string({ maxLength: 40, unit: 'grapheme' });
const text = anyText.filter((value) => value.trim() !== '');
const moment = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 });
/** Few, so that some are the same: names tell nothing apart. */
const name = fc.oneof(fc.constantFrom('Site', 'site', 'Mail', 'É', 'é'), text);

export const fileClients = ['', 'Acme', 'Globex & Söhne'];
export const fileAssets: readonly AssetInFile[] = [
  { name: 'SRV-01', tag: 'A-1' },
  { name: 'Router', tag: null },
];
const organization = fc.constantFrom(...fileClients);
const asset = fc.option(fc.constantFrom(...fileAssets));

const options = fc
  .record({
    method: fc.constantFrom(...httpMethod.options),
    // Values of other headers lie in the vault and are in no file.
    headers: fc.dictionary(
      fc.constantFrom('Accept', 'User-Agent', 'cache-control'),
      fc.stringMatching(/^[ -~]{0,20}$/),
    ),
    keywordInverted: fc.boolean(),
    redirects: fc.integer({ min: 0, max: 3 }),
    jsonPath: fc.option(anyText),
    jsonExpected: fc.option(anyText),
    verifyCertificate: fc.boolean(),
    authority: fc.option(anyText),
    minimumTls: fc.constantFrom('TLSv1.2', 'TLSv1.3'),
    expiryDays: fc.integer({ min: 0, max: 365 }),
    recordType: fc.constantFrom(...dnsRecordType.options),
    resolver: fc.option(fc.constantFrom('127.0.0.1', '127.0.0.1:5353')),
    expectedRecords: fc.array(text, { maxLength: 3 }),
    conditions: fc.array(
      fc.record({
        subject: fc.constantFrom('status', 'response_time', 'header:X-Y', 'json:a[0].b'),
        operator: fc.constantFrom(...conditionOperator.options),
        value: anyText,
      }),
      { maxLength: 3 },
    ),
  })
  .map((given) => monitorOptions.parse(given));

const monitor: fc.Arbitrary<Omit<MonitorInFile, 'ref' | 'organization' | 'parent'>> = fc
  .record({
    name,
    type: fc.constantFrom(...monitorType.options),
    url: fc.constantFrom('http://127.0.0.1:9/', 'https://127.0.0.1/a?b=c'),
    hostname: fc.constantFrom('127.0.0.1', 'localhost'),
    port: fc.integer({ min: 1, max: 65_535 }),
    ...monitorRules,
    keyword: fc.option(text),
    groupName: fc.option(text),
    tags: fc.array(text, { maxLength: 4 }),
    paused: fc.boolean(),
    notes: anyText,
    options,
    asset,
    parentAsset: asset,
    pushToken: fc.stringMatching(/^[0-9a-f]{32}$/),
  })
  .map((given) => ({ ...given, pushToken: given.type === 'push' ? given.pushToken : null }));

const schedule: fc.Arbitrary<WindowInFile['schedule']> = fc.oneof(
  fc.record({ from: moment, minutes: fc.integer({ min: 1, max: 9999 }) }).map(({ from, minutes }) => ({
    kind: 'once' as const,
    from,
    to: from + minutes * 60_000,
  })),
  fc.record({
    kind: fc.constant('recurring' as const),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
    monthDays: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 4 }),
    at: fc.constantFrom('00:00', '22:30', '07:05'),
    minutes: fc.integer({ min: 1, max: 10_080 }),
  }),
  fc.record({
    kind: fc.constant('cron' as const),
    expression: fc.constantFrom('0 19 1 * *', '*/30 8-18 * * 1-5'),
    minutes: fc.integer({ min: 1, max: 10_080 }),
  }),
);

const window = fc.record({
  name,
  schedule,
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Los_Angeles'),
  groupNames: fc.array(text, { maxLength: 3 }),
  everywhere: fc.boolean(),
  enabled: fc.boolean(),
  notes: anyText,
});

const incident = fc.record({
  monitorName: name,
  monitorType: fc.constantFrom(...monitorType.options),
  error: text,
  // One that went on is over where the file ends: another test has it.
  state: fc.constant('closed' as const),
  openedAt: moment,
  lasted: fc.integer({ min: 1, max: 1e9 }),
  acknowledgedBy: fc.option(text),
  acknowledgedAt: fc.option(moment),
  reason: fc.option(text),
  quietUntil: fc.option(moment),
  excerpt: fc.option(anyText),
  notes: fc.array(
    fc.record({
      at: moment,
      author: text,
      kind: fc.constantFrom('note', 'opened', 'acknowledged', 'muted', 'reopened', 'closed'),
      text: anyText,
    }),
    { maxLength: 3 },
  ),
});

/** @param index of what it belongs to, out of so many */
const among = <T>(all: readonly T[], index: number): T => all[index % all.length]!;

export const monitorFiles: fc.Arbitrary<MonitorFile> = fc
  .record({
    exportedAt: moment,
    monitors: fc.array(fc.record({ monitor, organization, before: fc.nat(9), hasParent: fc.boolean() }), {
      minLength: 1,
      maxLength: 25,
    }),
    windows: fc.array(fc.record({ window, organization, covered: fc.array(fc.nat(99), { maxLength: 4 }) }), {
      maxLength: 8,
    }),
    incidents: fc.uniqueArray(fc.record({ incident, of: fc.nat(99) }), {
      maxLength: 12,
      selector: ({ incident: { openedAt } }) => openedAt,
    }),
  })
  .map((given) => {
    const monitors: MonitorInFile[] = [];
    for (const [
      index,
      { monitor: each, organization: owner, before, hasParent },
    ] of given.monitors.entries()) {
      const parents = monitors.filter((other) => other.organization === owner);
      const parent = hasParent && parents.length > 0 ? among(parents, before).ref : null;
      monitors.push({ ...each, ref: index + 1, organization: owner, parent });
    }
    const windows = given.windows.map(({ window: each, organization: owner, covered }): WindowInFile => {
      const own = monitors.filter((other) => other.organization === owner);
      const refs = own.length === 0 ? [] : covered.map((index) => among(own, index).ref);
      return {
        ...each,
        everywhere: each.everywhere && owner === '',
        organization: owner,
        monitors: [...new Set(refs)],
      };
    });
    const incidents = given.incidents.map(({ incident: { lasted, ...each }, of }): IncidentInFile => {
      const { ref, organization: owner } = among(monitors, of);
      return { ...each, monitor: ref, organization: owner, closedAt: each.openedAt + lasted };
    });
    const { exportedAt } = given;
    return monitorFile.parse({
      schema: 'techbench.monitors',
      version: 3,
      exportedAt,
      monitors,
      windows,
      incidents,
    });
  });
