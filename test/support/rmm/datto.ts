import { json, serveVendor, tokenDesk } from './vendor-server.ts';

type Row = Record<string, unknown>;

export const dattoCredentials = { account: 'datto-key', secret: 'datto-secret-of-the-test' };

/** A device as `/v2/account/devices` has it: no serial number, no maker, times in milliseconds. */
export function dattoDevice(id: number, given: object = {}): Row & { uid: string } {
  return {
    id,
    uid: `5d1c1f5e-0000-4000-8000-00000000000${id}`,
    siteId: 77,
    siteUid: 'b6a1f9c2-0000-4000-8000-000000000077',
    siteName: 'Acme',
    deviceType: { category: 'Server', type: 'Main System Chassis' },
    hostname: `NW-DC-0${id}`,
    description: `NW-DC-0${id}`,
    intIpAddress: `10.20.0.${id}`,
    extIpAddress: '203.0.113.9',
    operatingSystem: 'Microsoft Windows Server 2022 Standard 10.0.20348',
    lastLoggedInUser: 'NORTHWIND\\admin',
    rebootRequired: false,
    online: true,
    suspended: false,
    deleted: false,
    lastSeen: 1_774_261_234_000,
    lastReboot: '2026-03-20T10:00:00Z',
    lastAuditDate: 1_774_000_000_000,
    deviceClass: 'device',
    udf: { udf1: 'Rack A', udf2: null },
    antivirus: { antivirusProduct: 'Defender', antivirusStatus: 'RunningAndUpToDate' },
    patchManagement: {
      patchStatus: 'ApprovedPending',
      patchesApprovedPending: 3,
      patchesNotApproved: 1,
      patchesInstalled: 214,
    },
    ...given,
  };
}

/** Datto RMM API v2: a password grant for a public client, pages from 0 with a sum, audits device by device. */
export async function simulateDatto() {
  const tokens = tokenDesk(360_000);
  const state = {
    sites: [{ id: 77, uid: 'b6a1f9c2-0000-4000-8000-000000000077', name: 'Acme' }] as Row[],
    devices: [dattoDevice(1), dattoDevice(2), dattoDevice(3)] as Row[],
    software: new Map<string, Row[]>(),
    alerts: [] as Row[],
    mostRows: 2,
    /** A device that comes in front while the list is read. */
    comesOnPage: null as number | null,
  };

  const server = await serveVendor((response, { url, headers, body }) => {
    const { pathname, searchParams } = url;
    if (pathname === '/auth/oauth/token') {
      const form = new URLSearchParams(body);
      const basic = `Basic ${Buffer.from('public-client:public').toString('base64')}`;
      const isKnown =
        headers.authorization === basic &&
        form.get('grant_type') === 'password' &&
        form.get('username') === dattoCredentials.account &&
        form.get('password') === dattoCredentials.secret;
      if (!isKnown) return json(response, 401, { error: 'unauthorized' });
      return json(response, 200, { access_token: tokens.give(), token_type: 'bearer', expires_in: 360_000 });
    }
    if (!tokens.knows(headers)) return json(response, 401, { error: 'invalid_token' });
    const page = Number(searchParams.get('page') ?? 0);
    const size = Math.min(Number(searchParams.get('max') ?? 50), state.mostRows);
    const listed = (field: string, rows: readonly Row[]): void => {
      const part = rows.slice(page * size, (page + 1) * size);
      const more = (page + 1) * size < rows.length;
      const pageDetails = {
        count: part.length,
        totalCount: rows.length,
        prevPageUrl: null,
        // Both are met: nothing, and an empty text.
        nextPageUrl: more
          ? `https://elsewhere.example/api${pathname}?page=${page + 1}`
          : page === 0
            ? null
            : '',
      };
      json(response, 200, { pageDetails, [field]: part });
    };
    const [, , , , noun, uid = '', part] = pathname.split('/');
    if (pathname === '/api/v2/account/sites') return listed('sites', state.sites);
    if (pathname === '/api/v2/account/alerts/open') return listed('alerts', state.alerts);
    if (pathname === '/api/v2/account/devices') {
      if (state.comesOnPage === page) {
        state.comesOnPage = null;
        state.devices.unshift(dattoDevice(9));
      }
      return listed('devices', state.devices);
    }
    const device = state.devices.find((each) => each['uid'] === uid);
    if (!device || noun !== 'device') return json(response, 404, { message: 'Not found' });
    if (part === 'software') return listed('software', state.software.get(uid) ?? []);
    json(response, 200, {
      systemInfo: { manufacturer: 'Contoso', model: 'Rack 2', totalPhysicalMemory: 1 },
      bios: { serialNumber: `SN-${String(device['id'])}` },
      nics: [
        { instance: 'A', macAddress: null },
        { instance: 'B', macAddress: '00-00-5e-00-53-0' + String(device['id']) },
      ],
      snmpInfo: null,
    });
  });
  return { ...server, state, tokens };
}
export type SimulatedDatto = Awaited<ReturnType<typeof simulateDatto>>;
