import { z } from 'zod';
import type { RmmDeviceType, RmmFacts, RmmPatchState } from '../../../../../shared/rmm-device.ts';
import type { Connector, Reader, VendorAlert, VendorDevice, VendorProgram } from '../connector.ts';
import { numberedPages } from '../paging.ts';
import {
  countOf,
  externalId,
  flagOf,
  macOf,
  momentOf,
  personalType,
  readOAuthToken,
  said,
  serialOf,
  textOf,
  understood,
} from '../reading.ts';
import type { Session } from '../session.ts';

/** Datto RMM API v2: https://rmm.datto.com/help/en/Content/2SETUP/APIv2.htm */

const pageSize = 250;
const loose = z.record(z.string(), z.unknown());
const pageDetails = z.object({ totalCount: z.int().nullish(), nextPageUrl: z.string().nullish() });
const siteRow = z.looseObject({ uid: externalId, name: z.string() });
const deviceRow = z.looseObject({
  uid: externalId,
  siteUid: externalId.nullish(),
  siteName: z.string().nullish(),
  deviceType: loose.nullish(),
  patchManagement: loose.nullish(),
  antivirus: loose.nullish(),
});
const alertRow = z.looseObject({
  alertUid: z.string(),
  muted: z.boolean().nullish(),
  alertContext: loose.nullish(),
  alertSourceInfo: loose.nullish(),
});
const programRow = z.looseObject({ name: z.string() });
const audit = z.looseObject({
  systemInfo: loose.nullish(),
  bios: loose.nullish(),
  snmpInfo: loose.nullish(),
  nics: z.array(loose).nullish(),
});

export const datto: Connector = {
  ways: {
    prefix: '/api/v2',
    // 600 reads a minute are for the whole account; from nine tenths on each call is slowed down.
    perMinute: 480,
    permission: 'The security level of the user whose keys these are must allow it.',
    headers: () => ({}),
    signIn: ({ account }, secret) => ({
      path: '/auth/oauth/token',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from('public-client:public').toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'password', username: account, password: secret }).toString(),
      read: readOAuthToken,
    }),
  },
  read: createReader,
};

function createReader(session: Session): Reader {
  const { service } = session;

  /** The next page's address is not followed, for it may have lost what was asked: only that there is one counts. */
  const list = <S extends z.ZodType>(
    path: string,
    field: string,
    row: S,
    idOf: (row: z.output<S>, at: number) => string,
    given: Readonly<Record<string, string>> = {},
  ) => {
    const schema = z.object({ pageDetails, [field]: z.array(row) });
    let at = 0;
    return numberedPages<{ id: string; row: z.output<S> }>({
      service,
      noun: field,
      first: 0,
      idOf: ({ id }) => id,
      async ask(page) {
        const query = { ...given, page: String(page), max: String(pageSize) };
        const answer = understood(schema, await session.get(path, { query }), service, field);
        const { totalCount, nextPageUrl } = answer.pageDetails as z.output<typeof pageDetails>;
        const rows = (answer[field] as z.output<S>[]).map((each) => ({ id: idOf(each, at++), row: each }));
        return { rows, expected: totalCount ?? null, isLast: (nextPageUrl ?? '') === '' };
      },
    });
  };

  async function* programsOf(uid: string): AsyncGenerator<VendorProgram[]> {
    for await (const { rows } of list(`/audit/device/${uid}/software`, 'software', programRow, placeOf))
      yield rows.map(({ row }) => ({
        deviceExternalId: uid,
        vendor: textOf(row['publisher'], 200) ?? '',
        name: row.name.slice(0, 300),
        version: textOf(row['version'], 200) ?? '',
      }));
  }

  return {
    async *sites() {
      for await (const { rows, expected } of list('/account/sites', 'sites', siteRow, ({ uid }) => uid))
        yield { rows: rows.map(({ row }) => ({ externalId: row.uid, name: row.name })), expected };
    },
    async *devices() {
      for await (const { rows, expected } of list('/account/devices', 'devices', deviceRow, ({ uid }) => uid))
        yield { rows: rows.map(({ row }) => toDevice(row, session.now())), expected };
    },
    async *details(due) {
      for (const { externalId: uid, detailKey } of due()) {
        const kind = detailKey?.split('|')[0] ?? '';
        const noun = kind === 'printer' || kind === 'esxihost' ? kind : 'device';
        const answer = await session.get(`/audit/${noun}/${uid}`, { mayBeGone: true });
        if (answer === undefined) continue;
        const read = understood(audit, answer, service, 'an audit');
        yield [{ externalId: uid, facts: auditFacts(read), raw: { audit: read } }];
      }
    },
    async *software(due) {
      for (const { externalId: uid, detailKey } of due()) {
        if (!detailKey?.startsWith('device|')) continue;
        for await (const rows of programsOf(uid)) yield { rows, complete: [] };
        yield { rows: [], complete: [uid] };
      }
    },
    async *alerts() {
      const pages = list('/account/alerts/open', 'alerts', alertRow, ({ alertUid }) => alertUid);
      for await (const { rows, expected } of pages)
        yield { rows: rows.filter(({ row }) => row.muted !== true).map(({ row }) => toAlert(row)), expected };
    },
  };
}

function toDevice(row: z.output<typeof deviceRow>, now: number): VendorDevice {
  const { siteUid, siteName, antivirus } = row;
  const system = textOf(row['operatingSystem'], 200);
  const version = /\s(\d+\.\d+[\d.]*)$/.exec(system ?? '')?.[1];
  const product = textOf(antivirus?.['antivirusProduct'], 120);
  return {
    externalId: row.uid,
    ...(siteUid != null && { siteExternalId: siteUid }),
    ...(siteName != null && { siteName }),
    raw: row,
    removed: row['deleted'] === true,
    detailKey: `${textOf(row['deviceClass']) ?? ''}|${textOf(row['lastAuditDate']) ?? ''}`,
    facts: said({
      name: textOf(row['description'], 200) ?? textOf(row['hostname'], 200),
      hostname: textOf(row['hostname'], 253),
      type: typeOf(
        textOf(row['deviceClass']),
        textOf(row.deviceType?.['category']),
        textOf(row.deviceType?.['type']),
      ),
      osName:
        version === undefined
          ? system?.slice(0, 120)
          : system?.slice(0, -version.length).trim().slice(0, 120),
      osVersion: version,
      ipAddress: textOf(row['intIpAddress'], 60),
      publicIp: textOf(row['extIpAddress'], 60),
      lastUser: textOf(row['lastLoggedInUser'], 200),
      online: flagOf(row['online']),
      lastSeenAt: momentOf(row['lastSeen'], now),
      lastBootAt: momentOf(row['lastReboot'], now),
      rebootNeeded: flagOf(row['rebootRequired']),
      antivirus:
        product === undefined
          ? undefined
          : { product, state: textOf(antivirus?.['antivirusStatus'], 60) ?? 'Unknown' },
      patch: patchOf(row.patchManagement, now),
    }),
  };
}

function typeOf(deviceClass = '', category = '', type = ''): RmmDeviceType {
  if (deviceClass === 'printer' || /printer/i.test(category)) return 'printer';
  if (deviceClass === 'esxihost' || /server/i.test(category)) return 'server';
  if (deviceClass === 'rmmnetworkdevice' || /network|router|switch|firewall/i.test(category))
    return 'network';
  if (/mobile|phone|tablet/i.test(category)) return 'mobile';
  if (/laptop|notebook/i.test(category)) return 'laptop';
  return /desktop|workstation/i.test(category) ? personalType(type) : 'unknown';
}

const patchStates: Readonly<Record<string, RmmPatchState>> = {
  FullyPatched: 'patched',
  ApprovedPending: 'pending',
  InstallError: 'failed',
  RebootRequired: 'reboot',
  NoPolicy: 'no_policy',
};

function patchOf(
  row: Readonly<Record<string, unknown>> | null | undefined,
  now: number,
): RmmFacts['patch'] | undefined {
  const status = textOf(row?.['patchStatus']);
  if (!row || status === undefined) return undefined;
  return {
    state: Object.hasOwn(patchStates, status) ? patchStates[status]! : 'unknown',
    pending: countOf(row['patchesApprovedPending']),
    failed: null,
    installed: countOf(row['patchesInstalled']),
    at: now,
  };
}

function auditFacts({ systemInfo, bios, snmpInfo, nics }: z.output<typeof audit>): RmmFacts {
  return said({
    manufacturer: textOf(systemInfo?.['manufacturer'], 120),
    model: textOf(systemInfo?.['model'], 120),
    serialNumber: serialOf(bios?.['serialNumber']) ?? serialOf(snmpInfo?.['snmpSerial']),
    macAddress: nics?.map((nic) => macOf(nic['macAddress'])).find((mac) => mac !== undefined),
  });
}

const severities: Readonly<Record<string, VendorAlert['severity']>> = {
  Critical: 'critical',
  High: 'critical',
  Moderate: 'warning',
};

function toAlert(row: z.output<typeof alertRow>): VendorAlert {
  const priority = textOf(row['priority']) ?? '';
  return {
    externalId: row.alertUid,
    deviceExternalId: textOf(row.alertSourceInfo?.['deviceUid']) ?? null,
    severity: Object.hasOwn(severities, priority) ? severities[priority]! : 'info',
    title: titleOf(textOf(row.alertContext?.['@class'])),
    detail: textOf(row['diagnostics'], 1000) ?? '',
    told: textOf(row['timestamp']) ?? '',
  };
}

/** The class of an alert as words: `perf_disk_usage_ctx` is "Perf disk usage". */
function titleOf(name = 'alert'): string {
  const words = name
    .replace(/_?ctx$/i, '')
    .replaceAll('_', ' ')
    .trim();
  return words === '' ? 'An alert of Datto RMM' : words[0]!.toUpperCase() + words.slice(1);
}

/** A program may be there twice in the same version: what tells two rows apart is only their place. */
function placeOf(_row: unknown, at: number): string {
  return String(at);
}
