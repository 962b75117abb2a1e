import { z } from 'zod';
import type { RmmDeviceType, RmmFacts } from '../../../../../shared/rmm-device.ts';
import type {
  Connector,
  Reader,
  VendorAlert,
  VendorDetail,
  VendorDevice,
  VendorProgram,
} from '../connector.ts';
import { cursorPages, pagesAfter } from '../paging.ts';
import {
  countOf,
  externalId,
  flagOf,
  macOf,
  momentOf,
  patchState,
  personalType,
  readOAuthToken,
  said,
  serialOf,
  textOf,
  understood,
} from '../reading.ts';
import type { Session } from '../session.ts';

/** NinjaOne Public API v2: https://app.ninjarmm.com/apidocs */

const pageSize = 500;
const loose = z.record(z.string(), z.unknown());
const organizationRow = z.object({ id: externalId, name: z.string() });
const deviceRow = z.looseObject({
  id: externalId,
  organizationId: externalId,
  nodeClass: z.string().nullish(),
  os: loose.nullish(),
  system: loose.nullish(),
  ipAddresses: z.array(z.string()).nullish(),
  macAddresses: z.array(z.string()).nullish(),
});
const queryPage = z.object({
  cursor: z.object({ name: z.string().nullish() }).nullish(),
  results: z.array(z.looseObject({ deviceId: externalId })),
});
const alertRow = z.looseObject({ uid: z.string(), deviceId: externalId.nullish() });

export const ninjaone: Connector = {
  ways: {
    prefix: '/v2',
    perMinute: 120,
    permission: 'The application needs the scope Monitoring.',
    headers: () => ({}),
    signIn: ({ account }, secret) => ({
      path: '/ws/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: account,
        client_secret: secret,
        scope: 'monitoring',
      }).toString(),
      read: readOAuthToken,
    }),
  },
  read: createReader,
};

function createReader(session: Session): Reader {
  const { service } = session;

  const list = <S extends z.ZodType<{ readonly id: string }>>(path: string, noun: string, row: S) =>
    pagesAfter<z.output<S>>({
      service,
      noun,
      idOf: ({ id }) => id,
      async ask(after) {
        const query = { pageSize: String(pageSize), ...(after !== null && { after }) };
        return understood(z.array(row), await session.get(path, { query }), service, noun);
      },
    });

  /** Reports go by cursor; each row says which device it is of. */
  const report = (name: string) =>
    cursorPages({
      service,
      noun: name,
      async ask(cursor) {
        const query = { pageSize: '1000', ...(cursor !== null && { cursor }) };
        const page = understood(queryPage, await session.get(`/queries/${name}`, { query }), service, name);
        return { rows: page.results, cursor: page.cursor?.name ?? null };
      },
    });

  return {
    async *sites() {
      for await (const { rows, expected } of list('/organizations', 'organization', organizationRow))
        yield { rows: rows.map(({ id, name }) => ({ externalId: id, name })), expected };
    },
    async *devices() {
      for await (const { rows, expected } of list('/devices-detailed', 'device', deviceRow))
        yield { rows: rows.map((row) => toDevice(row, session.now())), expected };
    },
    async *details() {
      for await (const rows of report('device-health'))
        yield rows.map((row): VendorDetail => ({
          externalId: row.deviceId,
          facts: healthOf(row, session.now()),
          raw: { health: row },
        }));
    },
    async *software() {
      // The rows of a device may lie on several pages: each is whole when the report is.
      const met = new Set<string>();
      for await (const rows of report('software')) {
        for (const { deviceId } of rows) met.add(deviceId);
        yield { rows: rows.flatMap(toProgram), complete: [] };
      }
      yield { rows: [], complete: [...met] };
    },
    async *alerts() {
      // All that go on, in one answer without pages.
      const rows = understood(z.array(alertRow), await session.get('/alerts'), service, 'alerts');
      yield { rows: rows.map(toAlert), expected: rows.length };
    },
  };
}

function toDevice(row: z.output<typeof deviceRow>, now: number): VendorDevice {
  const { os, system } = row;
  const offline = flagOf(row['offline']);
  const address = row.ipAddresses?.find((each) => each.includes('.')) ?? row.ipAddresses?.[0];
  return {
    externalId: row.id,
    siteExternalId: row.organizationId,
    raw: row,
    facts: said({
      name: textOf(row['displayName']) ?? textOf(row['systemName']),
      hostname: textOf(row['dnsName']) ?? textOf(row['systemName']) ?? textOf(row['netbiosName']),
      type: typeOf(row.nodeClass ?? '', textOf(system?.['chassisType'])),
      manufacturer: textOf(system?.['manufacturer'], 120),
      model: textOf(system?.['model'], 120),
      serialNumber: serialOf(system?.['serialNumber']) ?? serialOf(system?.['biosSerialNumber']),
      osName: textOf(os?.['name'], 120),
      osVersion: textOf(os?.['buildNumber'], 120),
      ipAddress: textOf(address, 60),
      publicIp: textOf(row['publicIP'], 60),
      macAddress: macOf(row.macAddresses?.[0]),
      lastUser: textOf(row['lastLoggedInUser'], 200),
      online: offline === undefined ? undefined : !offline,
      lastSeenAt: momentOf(row['lastContact'], now),
      lastBootAt: momentOf(os?.['lastBootTime'], now),
      rebootNeeded: flagOf(os?.['needsReboot']),
    }),
  };
}

const types: Readonly<Record<string, RmmDeviceType>> = {
  ANDROID: 'mobile',
  APPLE_IOS: 'mobile',
  APPLE_IPADOS: 'mobile',
  VMWARE_VM_GUEST: 'virtual',
  HYPERV_VMM_GUEST: 'virtual',
  NMS_VIRTUAL_MACHINE: 'virtual',
  NMS_PRINTER: 'printer',
};

function typeOf(nodeClass: string, chassis: string | undefined): RmmDeviceType {
  const known = types[nodeClass];
  if (known) return known;
  if (nodeClass === 'MAC' || nodeClass.endsWith('_WORKSTATION')) return personalType(chassis);
  if (nodeClass.endsWith('_SERVER') || nodeClass.endsWith('_HOST')) return 'server';
  return nodeClass.startsWith('NMS_') ? 'network' : 'unknown';
}

function healthOf(row: Readonly<Record<string, unknown>>, now: number): RmmFacts {
  const pending = countOf(row['pendingOSPatchesCount']);
  const failed = countOf(row['failedOSPatchesCount']);
  const rebootNeeded = textOf(row['pendingRebootReason']) !== undefined;
  if (pending === null && failed === null) return {};
  const state = patchState({ pending, failed, rebootNeeded });
  return { patch: { state, pending, failed, installed: null, at: now }, rebootNeeded };
}

function toProgram(row: Readonly<Record<string, unknown>> & { readonly deviceId: string }): VendorProgram[] {
  const name = textOf(row['name']);
  if (name === undefined) return [];
  const vendor = textOf(row['publisher'], 200) ?? '';
  return [{ deviceExternalId: row.deviceId, name, vendor, version: textOf(row['version'], 200) ?? '' }];
}

/** Alerts have no severity: by the kind of their source, what hurts at once is critical and the rest a warning. */
const critical = /OFFLINE|DISK_FAILURE|SMART|RAID|THREAT|VIRUS|RANSOM|BLUE_SCREEN/;

function toAlert(row: z.output<typeof alertRow>): VendorAlert {
  return {
    externalId: row.uid,
    deviceExternalId: row.deviceId ?? null,
    severity: critical.test(textOf(row['sourceType']) ?? '') ? 'critical' : 'warning',
    title: textOf(row['subject'], 200) ?? textOf(row['sourceName'], 200) ?? 'An alert of NinjaOne',
    detail: textOf(row['message'], 1000) ?? '',
    told: textOf(row['updateTime']) ?? textOf(row['createTime']) ?? '',
  };
}
