import { z } from 'zod';
import type { RmmDeviceType, RmmFacts } from '../../../../../shared/rmm-device.ts';
import type { Connector, Reader, VendorAlert, VendorDevice, VendorProgram } from '../connector.ts';
import { numberedPages } from '../paging.ts';
import {
  externalId,
  flagOf,
  macOf,
  momentOf,
  patchState,
  positionOf,
  said,
  serialOf,
  textOf,
  understood,
} from '../reading.ts';
import type { Session } from '../session.ts';

/** Syncro MSP API v1: https://api-docs.syncromsp.com/ */

const loose = z.record(z.string(), z.unknown());
const meta = z.object({ total_pages: z.int().nullish(), total_entries: z.int().nullish() }).nullish();
const customerRow = z.looseObject({
  id: externalId,
  business_name: z.string().nullish(),
  business_and_full_name: z.string().nullish(),
  fullname: z.string().nullish(),
});
const assetRow = z.looseObject({
  id: externalId,
  name: z.string().nullish(),
  customer_id: externalId.nullish(),
  asset_serial: z.unknown(),
  properties: z.looseObject({ kabuto_information: z.looseObject({}).nullish() }).nullish(),
  customer: loose.nullish(),
  address: loose.nullish(),
  rmm_store: z.looseObject({ triggers: loose.nullish() }).nullish(),
});
const agent = z.looseObject({
  general: loose.nullish(),
  os: loose.nullish(),
  network_adapters: z.array(loose).nullish(),
});
const alertRow = z.looseObject({ id: externalId, asset_id: externalId.nullish() });
const patches = z.looseObject({
  available_patches: z.array(z.looseObject({ status: z.string().nullish() })).nullish(),
  installed_patches: z.array(z.unknown()).nullish(),
});

/** An agent that was silent for longer is taken for offline: the vendor has no word for it. */
const onlineMs = 15 * 60_000;

export const syncro: Connector = {
  ways: {
    prefix: '/api/v1',
    // 180 a minute are for everybody behind the same address.
    perMinute: 120,
    permission: 'The token needs the permission for it: Admin, API Tokens.',
    headers: () => ({}),
    signIn: null,
  },
  read: createReader,
};

function createReader(session: Session): Reader {
  const { service } = session;

  const list = <S extends z.ZodType<{ readonly id: string }>>(
    path: string,
    field: string,
    row: S,
    given: Readonly<Record<string, string>> = {},
  ) => {
    const schema = z.object({ meta, [field]: z.array(row) });
    return numberedPages<z.output<S>>({
      service,
      noun: field,
      first: 1,
      idOf: ({ id }) => id,
      async ask(page) {
        const query = { ...given, page: String(page) };
        const answer = understood(schema, await session.get(path, { query }), service, field);
        const said = answer['meta'] as z.output<typeof meta>;
        const pages = said?.total_pages ?? null;
        return {
          rows: answer[field] as z.output<S>[],
          expected: said?.total_entries ?? null,
          isLast: pages === null ? null : page >= pages,
        };
      },
    });
  };

  return {
    async *sites() {
      for await (const { rows, expected } of list('/customers', 'customers', customerRow))
        yield { rows: rows.map((row) => ({ externalId: row.id, name: customerName(row) })), expected };
    },
    async *devices() {
      for await (const { rows, expected } of list('/customer_assets', 'assets', assetRow))
        yield { rows: rows.map((row) => toDevice(row, session.now())), expected };
    },
    async *details(due) {
      for (const { externalId: id, detailKey } of due()) {
        if (detailKey !== 'agent') continue;
        const answer = await session.get(`/customer_assets/${id}/patches`, { mayBeGone: true });
        if (answer === undefined) continue;
        const read = understood(patches, answer, service, 'patches');
        yield [{ externalId: id, facts: patchFacts(read, session.now()), raw: { patches: read } }];
      }
    },
    async *software(due) {
      for (const { externalId: id, detailKey } of due()) {
        if (detailKey !== 'agent') continue;
        const answer = await session.get(`/customer_assets/${id}/installed_applications`, {
          mayBeGone: true,
        });
        if (answer !== undefined) yield { rows: programsOf(id, answer, service), complete: [id] };
      }
    },
    async *alerts() {
      for await (const { rows, expected } of list('/rmm_alerts', 'rmm_alerts', alertRow, {
        status: 'active',
      }))
        yield { rows: rows.map(toAlert), expected };
    },
  };
}

function customerName(row: z.output<typeof customerRow>): string {
  return (
    textOf(row.business_name) ??
    textOf(row.business_and_full_name) ??
    textOf(row.fullname) ??
    `Customer ${row.id}`
  );
}

function toDevice(row: z.output<typeof assetRow>, now: number): VendorDevice {
  const read = agent.safeParse(row.properties?.kabuto_information).data;
  const { general, os, network_adapters: adapters } = read ?? {};
  const contact = momentOf(read?.['last_synced_at'], now);
  const adapter = adapters?.find((each) => textOf(each['ipv4']) !== undefined) ?? adapters?.[0];
  const macs = Array.isArray(general?.['mac']) ? general['mac'] : [];
  const place = row.address ?? row.customer;
  return {
    externalId: row.id,
    ...(row.customer_id != null && { siteExternalId: row.customer_id }),
    ...(read && { detailKey: 'agent' }),
    raw: row,
    facts: said({
      name: textOf(row.name, 200),
      hostname: textOf(general?.['name'], 253),
      type: typeOf(textOf(general?.['form_factor']), textOf(os?.['name'])),
      manufacturer: textOf(general?.['manufacturer'], 120),
      model: textOf(general?.['model'], 120),
      serialNumber: serialOf(row.asset_serial) ?? serialOf(general?.['serial_number']),
      osName: textOf(os?.['name'], 120),
      osVersion: textOf(os?.['build'], 120),
      ipAddress: textOf(adapter?.['ipv4'], 60),
      publicIp: textOf(general?.['ip'], 60),
      macAddress: macOf(adapter?.['physical_address']) ?? macs.map(macOf).find((mac) => mac !== undefined),
      lastUser: textOf(read?.['last_user'], 200),
      online:
        contact === undefined
          ? undefined
          : row.rmm_store?.triggers?.['agent_offline_triggered'] !== 'true' && now - contact <= onlineMs,
      lastSeenAt: contact,
      lastBootAt: momentOf(os?.['last_boot_time'], now),
      rebootNeeded: flagOf(os?.['pending_reboot']),
      position: positionOf(place?.['latitude'], place?.['longitude'], 'Syncro, address of the customer'),
    }),
  };
}

function typeOf(form: string | undefined, system = ''): RmmDeviceType | undefined {
  if (/server/i.test(form ?? system)) return 'server';
  if (form === undefined) return system === '' ? undefined : 'workstation';
  if (/laptop|notebook|portable/i.test(form)) return 'laptop';
  return /desktop|tower|workstation|all in one/i.test(form) ? 'workstation' : 'unknown';
}

function patchFacts(
  { available_patches: available, installed_patches }: z.output<typeof patches>,
  now: number,
): RmmFacts {
  if (!available) return {};
  const failed = available.filter(({ status }) => /fail/i.test(status ?? '')).length;
  const pending = available.filter(({ status }) => /missing|pending|available/i.test(status ?? '')).length;
  const state = patchState({ pending, failed, rebootNeeded: false });
  return { patch: { state, pending, failed, installed: installed_patches?.length ?? null, at: now } };
}

/** A list, by itself or under a name of its own. */
const applications = z.union([
  z.array(z.looseObject({})),
  z
    .looseObject({ installed_applications: z.array(z.looseObject({})) })
    .transform((each) => each.installed_applications),
]);

function programsOf(id: string, answer: unknown, service: string): VendorProgram[] {
  return understood(applications, answer, service, 'software').flatMap((row) => {
    const name = textOf(row['name'] ?? row['display_name']);
    if (name === undefined) return [];
    const vendor = textOf(row['publisher'] ?? row['vendor'], 200) ?? '';
    return [
      {
        deviceExternalId: id,
        name,
        vendor,
        version: textOf(row['version'] ?? row['display_version'], 200) ?? '',
      },
    ];
  });
}

function toAlert(row: z.output<typeof alertRow>): VendorAlert {
  const properties = loose.safeParse(row['properties']).data;
  const text = textOf(row['description'], 1000) ?? textOf(row['formatted_output'], 1000) ?? '';
  const trigger = textOf(properties?.['trigger'])?.replaceAll('_', ' ');
  return {
    externalId: row.id,
    deviceExternalId: row.asset_id ?? null,
    // Alerts have no severity.
    severity: 'warning',
    title: (trigger ?? (text.split('\n')[0]! || 'An alert of Syncro')).slice(0, 200),
    detail: text,
    told: textOf(row['updated_at']) ?? textOf(row['created_at']) ?? '',
  };
}
