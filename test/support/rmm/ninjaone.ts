import type { ServerResponse } from 'node:http';
import { json, serveVendor, tokenDesk, type Asked } from './vendor-server.ts';

type Row = Record<string, unknown> & { id: number };

export const ninjaCredentials = { account: 'client-1', secret: 'ninja-secret-of-the-test' };

/** A device as `/v2/devices-detailed` has it, times in seconds with a fraction. */
export function ninjaDevice(id: number, given: object = {}): Row {
  const number = String(id).padStart(4, '0');
  return {
    id,
    uid: `8f0c1f1e-3b0a-4b52-9a58-0f6f2d1a${number}`,
    organizationId: 12,
    locationId: 31,
    nodeClass: 'WINDOWS_WORKSTATION',
    approvalStatus: 'APPROVED',
    offline: false,
    displayName: `Desk ${id}`,
    systemName: `NW-WS-${number}`,
    dnsName: `nw-ws-${number}.northwind.example`,
    created: 1_718_000_000.5,
    lastContact: 1_774_261_234.25,
    lastUpdate: 1_774_261_200,
    ipAddresses: [`10.20.0.${id % 250}`, 'fe80::1'],
    macAddresses: [`00:00:5E:00:${number.slice(0, 2)}:${number.slice(2)}`],
    publicIP: '203.0.113.9',
    lastLoggedInUser: 'NORTHWIND\\ana',
    os: {
      name: 'Windows 11 Pro',
      buildNumber: '22631',
      architecture: '64-bit',
      lastBootTime: 1_774_000_000,
      needsReboot: false,
    },
    system: {
      manufacturer: 'Contoso',
      model: 'Desk 5',
      serialNumber: `CT5-${number}`,
      virtualMachine: false,
      chassisType: 'DESKTOP',
    },
    ...given,
  };
}

/** NinjaOne's public API as its document describes it: client credentials, `after`, cursors, alerts without pages. */
export async function simulateNinja() {
  const tokens = tokenDesk(3600);
  const state = {
    organizations: [{ id: 12, name: 'Acme' }] as Row[],
    devices: [ninjaDevice(1), ninjaDevice(2), ninjaDevice(3)],
    health: new Map<number, Record<string, unknown>>(),
    software: [] as { deviceId: number; name: string; publisher: string; version: string }[],
    alerts: [] as Record<string, unknown>[],
    /** The server's own limit, below what is asked for. */
    mostRows: 2,
    /** `after` is not heard: the first page comes again and again. */
    deafToAfter: false,
  };

  function listed(response: ServerResponse, rows: readonly Row[], { url }: Asked): void {
    const after = state.deafToAfter ? 0 : Number(url.searchParams.get('after') ?? 0);
    const size = Math.min(Number(url.searchParams.get('pageSize') ?? 100), state.mostRows);
    json(response, 200, rows.filter(({ id }) => id > after).slice(0, size));
  }

  function report(response: ServerResponse, rows: readonly object[], { url }: Asked): void {
    const at = Number(url.searchParams.get('cursor')?.split('-')[1] ?? 0);
    const results = rows.slice(at, at + state.mostRows);
    const next = at + results.length;
    const cursor = { name: `cursor-${next}`, offset: at, count: results.length, expires: 1_774_300_000 };
    json(response, 200, { cursor: next < rows.length ? cursor : { ...cursor, name: null }, results });
  }

  const server = await serveVendor((response, asked) => {
    const { pathname } = asked.url;
    if (pathname === '/ws/oauth/token') {
      const form = new URLSearchParams(asked.body);
      const isKnown =
        form.get('client_id') === ninjaCredentials.account &&
        form.get('client_secret') === ninjaCredentials.secret;
      if (!isKnown) return json(response, 401, { error: 'invalid_client' });
      if (form.get('grant_type') !== 'client_credentials') return json(response, 400, { error: 'grant' });
      const token = { access_token: tokens.give(), token_type: 'Bearer', expires_in: tokens.lifeSeconds };
      return json(response, 200, { ...token, scope: form.get('scope') });
    }
    if (!tokens.knows(asked.headers)) return json(response, 401, { error: 'invalid_token' });
    switch (pathname) {
      case '/v2/organizations':
        return listed(response, state.organizations, asked);
      case '/v2/devices-detailed':
        return listed(response, state.devices, asked);
      case '/v2/queries/device-health':
        return report(
          response,
          [...state.health].map(([deviceId, health]) => ({ deviceId, ...health })),
          asked,
        );
      case '/v2/queries/software':
        return report(response, state.software, asked);
      case '/v2/alerts':
        return json(response, 200, state.alerts);
    }
    json(response, 404, { resultCode: 'FAILURE', errorMessage: 'not_found' });
  });
  return { ...server, state, tokens };
}
export type SimulatedNinja = Awaited<ReturnType<typeof simulateNinja>>;
