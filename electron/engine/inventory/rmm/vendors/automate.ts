import { z } from 'zod';
import type { RmmDeviceType, RmmFacts } from '../../../../../shared/rmm-device.ts';
import type { Connector, Reader, VendorAlert, VendorDevice } from '../connector.ts';
import { RmmError } from '../rmm-error.ts';
import { numberedPages } from '../paging.ts';
import {
  countOf,
  externalId,
  flagOf,
  macOf,
  patchState,
  said,
  serialOf,
  textOf,
  understood,
} from '../reading.ts';
import type { Session } from '../session.ts';
import { serverClock } from './server-clock.ts';

/** ConnectWise Automate, REST of its server: https://developer.connectwise.com/Products/ConnectWise_Automate */

const pageSize = 500;
const loose = z.record(z.string(), z.unknown());
const named = z.looseObject({ Id: externalId.nullish(), Name: z.string().nullish() }).nullish();
const clientRow = z.looseObject({ Id: externalId, Name: z.string() });
const machineRow = z.looseObject({ Id: externalId, Client: named, VirusScanner: named });
const ofComputer = z.looseObject({ ComputerId: externalId });
const alertRow = z.looseObject({
  AlertId: externalId,
  Computer: named,
  Device: named,
  Monitor: named,
  Severity: named,
});
const token = z.looseObject({
  AccessToken: z.string().nullish(),
  ExpirationDate: z.string().nullish(),
  IsTwoFactorRequired: z.boolean().nullish(),
});

export const automate: Connector = {
  ways: {
    prefix: '/cwa/api/v1',
    // No limit is published: five a second.
    perMinute: 300,
    permission: 'The class of the user must allow it.',
    headers: ({ clientId }) => ({ clientId }),
    signIn: ({ account }, secret) => ({
      path: '/cwa/api/v1/apitoken',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ UserName: account, Password: secret }),
      read(answer, now) {
        const given = token.safeParse(answer).data;
        if (given?.IsTwoFactorRequired && !given.AccessToken)
          throw new RmmError(
            'auth_failed',
            'The account asks for a second factor, which nobody can give at night: take a user of the integrator class.',
          );
        if (!given?.AccessToken) return undefined;
        const expiresAt = Date.parse(given.ExpirationDate ?? '');
        return { value: given.AccessToken, expiresAt: Number.isNaN(expiresAt) ? now + 3_600_000 : expiresAt };
      },
    }),
  },
  read: createReader,
};

function createReader(session: Session): Reader {
  const { service } = session;
  const clock = serverClock(session);
  const computers: string[] = [];

  /** Bare lists without a sum or a next page: only an empty page is the end. */
  const list = <S extends z.ZodType>(
    path: string,
    noun: string,
    row: S,
    idOf: (row: z.output<S>) => string,
  ) =>
    numberedPages<z.output<S>>({
      service,
      noun,
      first: 1,
      idOf,
      async ask(page) {
        const query = {
          page: String(page),
          pageSize: String(pageSize),
          orderBy: 'Id asc',
        };
        const rows = understood(z.array(row), await session.get(path, { query }), service, noun);
        return { rows, expected: null, isLast: null };
      },
    });

  async function patching(id: string): Promise<RmmFacts | undefined> {
    const answer = await session.get(`/Computers/${id}/PatchingStats`, { mayBeGone: true });
    if (answer === undefined) return undefined;
    // Old servers wrap the one object in a list.
    const stats = understood(
      z.union([loose, z.array(loose).transform(([first]) => first ?? {})]),
      answer,
      service,
      'patches',
    );
    const pending = countOf(stats['MissingPatchCount']);
    const failed = countOf(stats['FailedPatchCount']);
    if (pending === null && failed === null) return {};
    const state = patchState({ pending, failed, rebootNeeded: false });
    const installed = countOf(stats['InstalledPatchCount']);
    return { patch: { state, pending, failed, installed, at: session.now() } };
  }

  /** By computer, where the server has no list of all. */
  async function* alertsOfEach(): AsyncGenerator<VendorAlert[]> {
    for (const id of computers) {
      const answer = await session.get(`/Computers/${id}/Alerts`, { mayBeGone: true });
      if (answer !== undefined)
        yield understood(z.array(alertRow), answer, service, 'alerts').map((row) => toAlert(row, `c:${id}`));
    }
  }

  return {
    async *sites() {
      for await (const { rows, expected } of list('/Clients', 'clients', clientRow, ({ Id }) => Id))
        yield { rows: rows.map(({ Id, Name }) => ({ externalId: Id, name: Name })), expected };
    },
    async *devices() {
      await clock.read();
      for await (const { rows, expected } of list('/Computers', 'computers', machineRow, ({ Id }) => Id)) {
        computers.push(...rows.map(({ Id }) => Id));
        yield { rows: rows.map((row) => toComputer(row, clock.momentOf)), expected };
      }
      for await (const { rows, expected } of list(
        '/NetworkDevices',
        'network devices',
        machineRow,
        ({ Id }) => Id,
      ))
        yield { rows: rows.map((row) => toNetworkDevice(row, clock.momentOf)), expected };
    },
    async *details(due) {
      const wanted = due();
      // Serial numbers and makers lie in a list of their own, of all computers.
      if (wanted.some(({ externalId: id }) => id.startsWith('c:')))
        for await (const { rows } of list(
          '/Computers/Chassis',
          'chassis',
          ofComputer,
          ({ ComputerId }) => ComputerId,
        ))
          yield rows.map((row) => ({
            externalId: `c:${row.ComputerId}`,
            facts: chassisFacts(row),
            raw: { chassis: row },
          }));
      for (const { externalId: id } of wanted) {
        if (!id.startsWith('c:')) continue;
        const facts = await patching(id.slice(2));
        if (facts) yield [{ externalId: id, facts, raw: {} }];
      }
    },
    async *software() {
      const met = new Set<string>();
      for await (const { rows } of list('/Computers/Software', 'software', ofComputer, programId)) {
        for (const { ComputerId } of rows) met.add(`c:${ComputerId}`);
        const programs = rows.flatMap((row) => {
          const name = textOf(row['Name']);
          const vendor = textOf(row['Publisher'] ?? row['Vendor'], 200) ?? '';
          const version = textOf(row['Version'], 200) ?? '';
          return name === undefined
            ? []
            : [{ deviceExternalId: `c:${row.ComputerId}`, name, vendor, version }];
        });
        yield { rows: programs, complete: [] };
      }
      yield { rows: [], complete: [...met] };
    },
    async *alerts() {
      const probe = await session.get('/Alerts', { query: { page: '1', pageSize: '1' }, mayBeGone: true });
      if (probe === undefined) {
        for await (const rows of alertsOfEach()) yield { rows, expected: null };
        return;
      }
      for await (const { rows, expected } of list('/Alerts', 'alerts', alertRow, ({ AlertId }) => AlertId))
        yield { rows: rows.map((row) => toAlert(row)), expected };
    },
  };
}

type MomentOf = (value: unknown) => number | undefined;

function toComputer(row: z.output<typeof machineRow>, momentOf: MomentOf): VendorDevice {
  const status = textOf(row['Status'])?.toLowerCase();
  const scanner = textOf(row.VirusScanner?.Name);
  return {
    ...placeOf(row, 'c:'),
    facts: said({
      name: textOf(row['FriendlyName'], 200) ?? textOf(row['ComputerName'], 200),
      hostname: textOf(row['ComputerName'], 253),
      type: typeOf(textOf(row['Type']), textOf(row['OperatingSystemName']), row['IsVirtualMachine'] === true),
      manufacturer: textOf(row['BiosManufacturer'], 120),
      serialNumber: serialOf(row['SerialNumber']),
      osName: textOf(row['OperatingSystemName'], 120)?.replace(/ x(?:64|86)$/i, ''),
      osVersion: textOf(row['OperatingSystemVersion'], 120),
      ipAddress: textOf(row['LocalIPAddress'], 60),
      macAddress: macOf(row['MACAddress']),
      lastUser: textOf(row['LastUserName'], 200),
      online: status === undefined ? undefined : status === 'online',
      lastSeenAt: momentOf(row['RemoteAgentLastContact']) ?? momentOf(row['LastHeartbeat']),
      lastBootAt: momentOf(row['LastStartup']),
      rebootNeeded: flagOf(row['IsRebootNeeded']),
      antivirus: scanner === undefined ? undefined : { product: scanner, state: 'Unknown' },
    }),
  };
}

function toNetworkDevice(row: z.output<typeof machineRow>, momentOf: MomentOf): VendorDevice {
  return {
    ...placeOf(row, 'n:'),
    facts: said({
      name: textOf(row['Name'], 200),
      type: 'network',
      manufacturer: textOf(row['ManufacturerName'], 120),
      model: textOf(row['ModelName'], 120),
      ipAddress: textOf(row['LocalIPAddress'], 60),
      macAddress: macOf(row['MACAddress']),
      lastSeenAt: momentOf(row['LastContact']),
    }),
  };
}

/** Computers and network devices have numbers of their own each. */
function placeOf(row: z.output<typeof machineRow>, prefix: string) {
  const site = row.Client?.Id;
  return { externalId: `${prefix}${row.Id}`, raw: row, ...(site != null && { siteExternalId: site }) };
}

function typeOf(type = '', system = '', isVirtual: boolean): RmmDeviceType {
  if (/server/i.test(`${type} ${system}`)) return 'server';
  if (isVirtual) return 'virtual';
  if (/laptop|notebook|portable/i.test(type)) return 'laptop';
  return type === '' && system === '' ? 'unknown' : 'workstation';
}

function chassisFacts(row: Readonly<Record<string, unknown>>): RmmFacts {
  return said({
    manufacturer: textOf(row['Manufacturer'], 120),
    model: textOf(row['ProductName'], 120),
    serialNumber: serialOf(row['SerialNumber']),
  });
}

function toAlert(row: z.output<typeof alertRow>, of?: string): VendorAlert {
  const computer = row.Computer?.Id;
  const device = row.Device?.Id;
  const severity = row.Severity?.Name ?? '';
  return {
    externalId: row.AlertId,
    deviceExternalId: of ?? (computer != null ? `c:${computer}` : device != null ? `n:${device}` : null),
    severity: /critical|error|high|fail/i.test(severity)
      ? 'critical'
      : /info|low/i.test(severity)
        ? 'info'
        : 'warning',
    title: textOf(row.Monitor?.Name, 200) ?? textOf(row['Source'], 200) ?? 'An alert of ConnectWise Automate',
    detail: textOf(row['Message'], 1000) ?? '',
    told: textOf(row['AlertDate']) ?? '',
  };
}

/** Rows of software have no number that all servers give. */
function programId(row: z.output<typeof ofComputer>): string {
  return JSON.stringify([row.ComputerId, row['Id'] ?? null, row['Name'] ?? null, row['Version'] ?? null]);
}
