import { json, serveVendor, tokenDesk } from './vendor-server.ts';

type Row = Record<string, unknown>;

export const automateCredentials = {
  account: 'techbench',
  secret: 'automate-password-of-the-test',
  clientId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
};

/** A computer as `/Computers` has it: ids are text, dates may lack their zone. */
export function automateComputer(id: number, given: object = {}): Row {
  return {
    Id: String(id),
    ComputerName: `NW-WS-${id}`,
    FriendlyName: '',
    Client: { Id: 5, Name: 'Acme' },
    Location: { Id: 9, Name: 'HQ' },
    Type: 'Workstation',
    Status: 'Online',
    OperatingSystemName: 'Microsoft Windows 11 Pro x64',
    OperatingSystemVersion: '10.0.22631',
    LocalIPAddress: `10.20.0.${id}`,
    GatewayIPAddress: '10.20.0.1',
    MACAddress: `00-00-5E-00-53-${id}`,
    SerialNumber: `CT5-${id}`,
    BiosManufacturer: 'Contoso',
    LastUserName: 'ana',
    // Of a server that is two hours ahead.
    RemoteAgentLastContact: '2026-03-23T12:10:00',
    LastStartup: '2026-03-22T06:00:00Z',
    IsRebootNeeded: false,
    IsVirtualMachine: false,
    VirusScanner: { Id: 3, Name: 'Defender' },
    ...given,
  };
}

/** ConnectWise Automate's REST: a token for name and password with `clientId` everywhere, bare lists by page. */
export async function simulateAutomate() {
  const tokens = tokenDesk(3600);
  const state = {
    clients: [{ Id: 5, Name: 'Acme' }] as Row[],
    computers: [automateComputer(21), automateComputer(22), automateComputer(23)],
    networkDevices: [{ Id: 21, Name: 'NW-SW-1', Client: { Id: 5 }, LocalIPAddress: '10.20.0.2' }] as Row[],
    software: [] as Row[],
    alerts: [] as Row[],
    hasAlertList: true,
    deafToPage: false,
    asksSecondFactor: false,
    now: () => '2026-03-23T12:30:00',
    mostRows: 2,
  };
  const server = await serveVendor((response, { url, headers, body }) => {
    const path = url.pathname.replace('/cwa/api/v1', '');
    if (headers['clientid'] !== automateCredentials.clientId)
      return json(response, 400, { Message: 'clientId' });
    if (path === '/apitoken') {
      const given = JSON.parse(body) as { UserName?: string; Password?: string };
      if (given.UserName !== automateCredentials.account || given.Password !== automateCredentials.secret)
        return json(response, 401, { Message: 'Wrong name or password' });
      if (state.asksSecondFactor) return json(response, 200, { IsTwoFactorRequired: true });
      const ExpirationDate = '2026-03-23T11:30:00Z';
      return json(response, 200, { AccessToken: tokens.give(), TokenType: 'Bearer', ExpirationDate });
    }
    if (!tokens.knows(headers)) return json(response, 401, { Message: 'Token' });
    const page = state.deafToPage ? 1 : Number(url.searchParams.get('page') ?? 1);
    const size = Math.min(Number(url.searchParams.get('pageSize') ?? 25), state.mostRows);
    const listed = (rows: readonly Row[]): void =>
      json(response, 200, rows.slice((page - 1) * size, page * size));
    switch (path) {
      case '/DatabaseServerTime':
        return json(response, 200, state.now());
      case '/Clients':
        return listed(state.clients);
      case '/Computers':
        return listed(state.computers);
      case '/NetworkDevices':
        return listed(state.networkDevices);
      case '/Computers/Chassis':
        return listed(
          state.computers.map(({ Id }) => ({
            ComputerId: Number(Id),
            Manufacturer: 'Contoso',
            ProductName: 'Desk 5',
          })),
        );
      case '/Computers/Software':
        return listed(state.software);
      case '/Alerts':
        return state.hasAlertList ? listed(state.alerts) : json(response, 404, {});
    }
    const [, , id, part] = path.split('/');
    if (part === 'PatchingStats')
      return json(response, 200, {
        OverallCompliance: 0.9,
        InstalledPatchCount: 90,
        MissingPatchCount: 4,
        FailedPatchCount: 1,
      });
    if (part === 'Alerts')
      return json(
        response,
        200,
        state.alerts.filter(({ Computer }) => String((Computer as { Id: number }).Id) === id),
      );
    json(response, 404, {});
  });
  return { ...server, state, tokens };
}
export type SimulatedAutomate = Awaited<ReturnType<typeof simulateAutomate>>;
