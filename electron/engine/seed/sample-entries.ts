import { createHash } from 'node:crypto';

/** One login of the sample vault. Nothing of it opens anything anywhere. */
export interface SampleEntry {
  /** Which of the clients, counted from 0; null for the MSP itself. */
  readonly client: number | null;
  readonly title: string;
  readonly username: string;
  readonly password: string;
  readonly url: string;
  readonly folder: string;
  readonly tags: readonly string[];
  /** Null for one without a second factor. */
  readonly code: { readonly issuer: string; readonly secret: Uint8Array } | null;
  readonly pinned: boolean;
  /** Days ago. */
  readonly changed: number;
  /** Days from now; null for never. */
  readonly expires: number | null;
}

type Line = readonly [
  client: number | null,
  title: string,
  username: string,
  password: string,
  host: string,
  folder: string,
  tags: string,
  issuer: string | null,
];

const lines: readonly Line[] = [
  [
    null,
    'Microsoft 365 partner admin',
    'admin@northwind.example',
    'Gravel-Osprey-Tundra-41-Velvet',
    'partner.microsoft.example',
    'Cloud',
    'admin cloud',
    'Microsoft',
  ],
  [
    null,
    'RMM console',
    'jana.weber',
    'm7!Kestrel+Harbor',
    'rmm.northwind.example',
    'Tools',
    'admin',
    'NinjaOne',
  ],
  [
    null,
    'Domain registrar',
    'northwind',
    'Quartz.Lantern.Willow.9',
    'registrar.example',
    'Cloud',
    'dns',
    'Namecheap',
  ],
  [
    null,
    'Backup console',
    'operator',
    'h2#Fjord=Maple-Copper',
    'backup.northwind.example',
    'Tools',
    'backup',
    'Veeam',
  ],
  [
    null,
    'GitHub organization',
    'northwind-bot',
    'Saffron_Anvil_88_Thicket',
    'github.example',
    'Tools',
    'code',
    'GitHub',
  ],
  [null, 'Phone system', 'pbxadmin', 'Welcome2023', 'pbx.northwind.example', 'Network', 'voice', '3CX'],
  [
    0,
    'Firewall FW-ACME-01',
    'admin',
    'Basalt!Heron?Cobalt7',
    'fw.acme.example',
    'Network',
    'firewall',
    'Fortinet',
  ],
  [
    0,
    'Microsoft 365 admin',
    'admin@acme.example',
    'Juniper-Cascade-Ember-17',
    'admin.acme.example',
    'Cloud',
    'admin cloud',
    'Microsoft',
  ],
  [0, 'VPN gateway', 'vpnadmin', 'Summer2024!', 'vpn.acme.example', 'Network', 'vpn', 'OpenVPN'],
  [0, 'ERP administrator', 'erpadmin', 'acme1234', 'erp.acme.example', 'Applications', 'erp', 'Okta'],
  [0, 'NAS-ACME-01', 'root', 'Marble%Sparrow%Inlet3', 'nas.acme.example', 'Storage', 'backup', 'Synology'],
  [0, 'Payroll portal', 'maria.keller', 'Summer2024!', 'payroll.example', 'Applications', 'finance', 'ADP'],
  [
    1,
    'Firewall FW-DEMO-01',
    'admin',
    'Tundra&Falcon&Slate52',
    'fw.demo.example',
    'Network',
    'firewall',
    'Fortinet',
  ],
  [
    1,
    'Google Workspace',
    'admin@demo.example',
    'Orchard-Nimbus-Flint-63',
    'admin.demo.example',
    'Cloud',
    'admin cloud',
    'Google',
  ],
  [
    1,
    'Cloudflare',
    'it@demo.example',
    'Pewter~Lagoon~Birch4',
    'dash.cloudflare.example',
    'Cloud',
    'dns',
    'Cloudflare',
  ],
  [1, 'ESX-DEMO-01', 'root', 'Granite+Magpie+Delta8', 'esx.demo.example', 'Servers', 'vmware', 'VMware'],
  [1, 'Shop back office', 'shop', 'demo2022', 'shop.demo.example', 'Applications', 'shop', 'Shopify'],
  [
    2,
    'Microsoft 365 admin',
    'admin@fabrikam.example',
    'Cedar-Beacon-Topaz-29',
    'admin.fabrikam.example',
    'Cloud',
    'admin cloud',
    'Microsoft',
  ],
  [
    2,
    'CAD licence server',
    'flexadmin',
    'Velvet=Condor=Ridge6',
    'cad.fabrikam.example',
    'Applications',
    'licence',
    'Autodesk',
  ],
  [
    2,
    'UniFi controller',
    'unifi',
    'Amber!Otter!Summit1',
    'unifi.fabrikam.example',
    'Network',
    'wifi',
    'Ubiquiti',
  ],
  [
    2,
    'AWS root account',
    'aws@fabrikam.example',
    'Indigo*Walrus*Prairie77',
    'aws.example',
    'Cloud',
    'admin cloud',
    'AWS',
  ],
  [
    2,
    'Door access system',
    'security',
    'fabrikam',
    'doors.fabrikam.example',
    'Facilities',
    'building',
    'Paxton',
  ],
  [
    3,
    'Practice software',
    'praxis',
    'Coral-Sextant-Meadow-5',
    'praxis.contoso.example',
    'Applications',
    'health',
    'Dentrix',
  ],
  [3, 'X-ray workstation', 'xray', 'Password1', 'xray.contoso.example', 'Servers', 'health', 'Carestream'],
  [
    3,
    'Microsoft 365 admin',
    'admin@contoso.example',
    'Walnut-Comet-Glacier-84',
    'admin.contoso.example',
    'Cloud',
    'admin cloud',
    'Microsoft',
  ],
  [
    3,
    'Insurance portal',
    'billing',
    'Opal^Thrush^Canyon2',
    'claims.example',
    'Applications',
    'finance',
    'DocuSign',
  ],
  [
    4,
    'Fleet tracking',
    'dispatch',
    'Hazel?Bison?Harbor9',
    'fleet.tailspin.example',
    'Applications',
    'fleet',
    'Samsara',
  ],
  [
    4,
    'Firewall FW-TSL-01',
    'admin',
    'Cinder$Plover$Mesa31',
    'fw.tailspin.example',
    'Network',
    'firewall',
    'Sophos',
  ],
  [
    4,
    'Warehouse scanner server',
    'wms',
    'Umber-Raven-Quay-12',
    'wms.tailspin.example',
    'Servers',
    'warehouse',
    'Zebra',
  ],
  [
    4,
    'Dropbox Business',
    'it@tailspin.example',
    'Lilac#Marten#Bluff8',
    'dropbox.example',
    'Cloud',
    'files',
    'Dropbox',
  ],
  [0, 'Printer PRN-ACME-01', 'admin', 'admin', 'prn.acme.example', 'Printers', 'printer', null],
  [1, 'UPS-DEMO-01', 'apc', 'apc', 'ups.demo.example', 'Facilities', 'power', null],
  [2, 'Switch SW-FAB-01', 'manager', 'Sable!Curlew!Fen40', 'sw.fabrikam.example', 'Network', 'switch', null],
  [4, 'Camera recorder', 'viewer', 'Summer2024!', 'nvr.tailspin.example', 'Facilities', 'cameras', null],
];

/** Thirty logins with a one-time code, and a few that have none yet. */
export const sampleEntries: readonly SampleEntry[] = lines.map(
  ([client, title, username, password, host, folder, tags, issuer], index) => ({
    client,
    title,
    username,
    password,
    url: `https://${host}/`,
    folder,
    tags: tags.split(' '),
    code: issuer === null ? null : { issuer, secret: secretOf(index) },
    pinned: index % 8 === 0,
    changed: (index * 37) % 520,
    expires: index % 11 === 9 ? 12 + index : null,
  }),
);

/** Twenty bytes, the same ones each time. */
function secretOf(index: number): Uint8Array {
  return createHash('sha1').update(`sample entry ${index}`).digest();
}
