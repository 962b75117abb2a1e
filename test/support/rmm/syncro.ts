import { json, serveVendor } from './vendor-server.ts';

type Row = Record<string, unknown> & { id: number };

export const syncroCredentials = { secret: 'syncro-token-of-the-test' };

/** An asset with an agent, as `/customer_assets` has it. */
export function syncroAsset(id: number, given: object = {}): Row {
  const number = String(id).padStart(2, '0');
  return {
    id,
    name: `NW-LT-${number}`,
    customer_id: 88,
    asset_type: 'Syncro Device',
    asset_serial: `CT9-07${number}`,
    created_at: '2025-02-01T09:00:00.000-05:00',
    updated_at: '2026-03-23T06:11:00.000-04:00',
    customer: { id: 88, business_name: 'Acme', latitude: 40.0001, longitude: -75.0001 },
    properties: {
      kabuto_information: {
        last_synced_at: '2026-03-23T10:29:00Z',
        last_user: 'ana',
        general: {
          name: `NW-LT-${number}`,
          manufacturer: 'Contoso',
          model: 'Lap 9',
          serial_number: `CT9-07${number}`,
          form_factor: 'Laptop',
          ip: '198.51.100.4',
          mac: [`00-00-5E-00-53-${number}`],
        },
        os: { name: 'Windows 11 Pro', build: '22631', pending_reboot: false },
        network_adapters: [
          { name: 'Wi-Fi', physical_address: `00-00-5E-00-53-${number}`, ipv4: '10.20.0.77' },
        ],
      },
    },
    rmm_store: { id, asset_id: id, triggers: { agent_offline_triggered: 'false', no_av_triggered: 'true' } },
    rmm_links: [],
    ...given,
  };
}

/** Syncro API v1: a static token, pages from 1 of a size that the server chooses, `meta` with pages and rows. */
export async function simulateSyncro() {
  const state = {
    customers: [{ id: 88, business_name: 'Acme' }] as Row[],
    assets: [syncroAsset(1), syncroAsset(2), syncroAsset(3)],
    patches: new Map<number, object>(),
    applications: new Map<number, object[]>(),
    alerts: [] as Row[],
    pageSize: 2,
    /** Old answers have none. */
    dropMeta: false,
  };
  const server = await serveVendor((response, { url, headers }) => {
    if (headers.authorization !== `Bearer ${syncroCredentials.secret}`)
      return json(response, 401, { error: 'Not authorized' });
    const page = Number(url.searchParams.get('page') ?? 1);
    const listed = (field: string, rows: readonly Row[]): void => {
      const meta = {
        total_pages: Math.ceil(rows.length / state.pageSize),
        total_entries: rows.length,
        per_page: state.pageSize,
        page,
      };
      const part = rows.slice((page - 1) * state.pageSize, page * state.pageSize);
      json(response, 200, { [field]: part, ...(!state.dropMeta && { meta }) });
    };
    const [, , , noun, id, part] = url.pathname.split('/');
    if (noun === 'customers') return listed('customers', state.customers);
    if (noun === 'rmm_alerts') return listed('rmm_alerts', state.alerts);
    if (noun === 'customer_assets' && id === undefined) return listed('assets', state.assets);
    if (part === 'patches')
      return json(
        response,
        200,
        state.patches.get(Number(id)) ?? { installed_patches: [], available_patches: [] },
      );
    if (part === 'installed_applications')
      return json(response, 200, state.applications.get(Number(id)) ?? []);
    json(response, 404, { error: 'Not found' });
  });
  return { ...server, state };
}
export type SimulatedSyncro = Awaited<ReturnType<typeof simulateSyncro>>;
