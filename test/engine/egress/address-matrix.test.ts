import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { describe, it } from 'node:test';
import { classifyAddress } from '../../../electron/engine/egress/address-class.ts';
import { createEgress } from '../../../electron/engine/egress/egress.ts';
import type { EgressProfile, EgressRules } from '../../../electron/engine/egress/egress-policy.ts';
import { namesOf, strictRules } from '../../support/egress.ts';

const profiles: readonly EgressProfile[] = ['webhook', 'monitor', 'remote'];

/** Hosts as somebody may write them into a URL, by the only profiles that may reach them. */
const written: readonly (readonly [
  what: string,
  open: readonly EgressProfile[],
  hosts: readonly string[],
])[] = [
  [
    'the internet',
    profiles,
    ['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.1', '11.0.0.1', '9.255.255.255']
      .concat(['100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.1', '169.253.0.1', '169.255.0.1'])
      .concat(['192.167.255.255', '192.169.0.1', '198.17.255.255', '198.20.0.0', '223.255.255.255'])
      .concat(['[2606:4700:4700::1111]', '[2001:4860:4860::8888]', '[2a00:1450:4001:800::200e]'])
      .concat(['[64:ff9b::8.8.8.8]', '[2002:0808:0808::1]', '[::ffff:8.8.8.8]', '134744072', '0x08080808']),
  ],
  [
    'loopback',
    [],
    ['127.0.0.1', '127.0.0.2', '127.1', '127.0.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7f.1']
      .concat(['017700000001', '0177.0.0.1', '0177.0x0.1', '127.0.0.1.', '①②⑦.⓪.⓪.①', '127。0。0。1'])
      .concat(['[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'])
      .concat(['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'])
      .concat(['0.0.0.0', '0', '0x0', '0.1.2.3', '[::]', '[::ffff:0.0.0.0]', '[64:ff9b::]', '[2002::]']),
  ],
  [
    'metadata services and link-local addresses',
    [],
    ['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.170.2', '169.254.170.23']
      .concat(['100.100.100.200', '168.63.129.16', '192.0.0.192', '169.254.0.1', '169.254.255.255'])
      .concat(['[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '[64:ff9b::169.254.169.254]'])
      .concat(['[2002:a9fe:a9fe::]', '[fd00:ec2::254]', '[fd20:ce::254]', '[fe80::1]', '[febf::1]'])
      .concat(['[::169.254.169.254]', '[64:ff9b::168.63.129.16]']),
  ],
  [
    'private networks',
    ['monitor', 'remote'],
    [
      '10.0.0.1',
      '10.255.255.255',
      '10.1',
      '0x0a000001',
      '167772161',
      '012.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
    ]
      .concat(['192.168.0.1', '192.168.255.255', '3232235521', '0xc0a80001', '100.64.0.1', '100.127.255.255'])
      .concat(['[fc00::1]', '[fd12:3456:789a::1]', '[fec0::1]', '[::ffff:10.0.0.1]', '[::ffff:c0a8:1]'])
      .concat(['[64:ff9b::10.0.0.1]', '[64:ff9b::192.168.1.1]', '[2002:0a00:0001::]', '[2002:c0a8:0101::]'])
      .concat(['[::ffff:100.64.0.1]', '[::10.1.2.3]', '[::ffff:0:192.168.0.1]']),
  ],
  [
    'addresses that nobody lives at',
    [],
    [
      '224.0.0.1',
      '239.255.255.255',
      '240.0.0.1',
      '255.255.255.255',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.1',
    ]
      .concat(['198.18.0.1', '198.19.255.255', '192.0.0.1', '192.88.99.1', '[ff02::1]', '[ff0e::1]'])
      .concat([
        '[2001:db8::1]',
        '[3fff::1]',
        '[100::1]',
        '[64:ff9b:1::1]',
        '[2001::1]',
        '[2001:0:4136:e378::]',
      ])
      .concat(['[2001:20::1]', '[5f00::1]', '[4000::1]', '[::ffff:224.0.0.1]', '[2002:e000:1::]']),
  ],
];

/** What no URL may be, whatever its host. */
const otherwise = [
  'ftp://93.184.216.34/',
  'file:///etc/passwd',
  'gopher://93.184.216.34/',
  'data:text/plain,x',
  'javascript:alert(1)',
  'ws://93.184.216.34/',
  'unix:/var/run/docker.sock',
  'https://user@93.184.216.34/',
  'https://user:word@93.184.216.34/',
  'https://93.184.216.34@127.0.0.1/',
  'https://:word@93.184.216.34/',
  'https://',
  '//93.184.216.34/',
  '93.184.216.34',
  'https://[fe80::1%25eth0]/',
  'https://256.0.0.1/',
  'https://1.2.3.4.5.6/x y',
  '',
];

const egressOf = (
  rules: Partial<EgressRules> = {},
  known: Readonly<Record<string, readonly string[]>> = {},
) => createEgress({ rules: () => ({ ...strictRules, ...rules }), resolve: namesOf(known).resolve });

/** What becomes of a name that resolves to these addresses: those that would be connected to, or the refusal. */
function lookedUp(addresses: readonly string[], profile: EgressProfile): Promise<string[] | string> {
  const { lookup } = egressOf({}, { 'name.test': addresses }).connect(profile, 'name.test', 443);
  return new Promise((resolve) => {
    lookup('name.test', { all: true }, (error, found) => {
      if (error) resolve((error as { kind?: string }).kind ?? error.message);
      else resolve((found as { address: string }[]).map(({ address }) => address));
    });
  });
}

describe('where a URL may lead', () => {
  let cases = 0;
  for (const [what, open, hosts] of written) {
    for (const profile of profiles) {
      const passes = open.includes(profile);
      it(`${passes ? 'lets' : 'keeps'} a ${profile} ${passes ? 'reach' : 'from'} ${what}, however it is spelled`, async () => {
        for (const host of hosts) {
          const url = `https://${host}/hook`;
          if (passes) egressOf().check(profile, url);
          else assert.throws(() => egressOf().check(profile, url), { kind: 'blocked' }, url);
          // The same as the answer for a name, in the spelling of a resolver.
          const address = new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
          assert.deepEqual(await lookedUp([address], profile), passes ? [address] : 'blocked', address);
          cases += 2;
        }
      });
    }
  }

  it('lets an account reach this machine by its plain name, and by no other that leads to it', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      egressOf().check('account', `http://${host}:9000/api`);
    for (const host of ['127.0.0.2', '[::ffff:127.0.0.1]', '0.0.0.0', '169.254.169.254', '[fe80::1]'])
      assert.throws(() => egressOf().check('account', `http://${host}/api`), { kind: 'blocked' }, host);
    for (const address of ['127.0.0.1', '::1', '169.254.169.254'])
      assert.equal(await lookedUp([address], 'account'), 'blocked', address);
    assert.throws(() => egressOf({ ownPorts: [9000] }).check('account', 'http://127.0.0.1:9000/api'), {
      kind: 'blocked',
    });
  });

  it('takes no other scheme, no user name, and nothing that is no address', () => {
    for (const url of otherwise) {
      for (const profile of profiles) {
        assert.throws(() => egressOf().check(profile, url), { kind: 'blocked' }, url);
        cases += 1;
      }
    }
    assert.ok(cases > 540, `${cases} cases`);
  });

  it('refuses an answer in which one address is forbidden among allowed ones', async () => {
    assert.equal(await lookedUp(['93.184.216.34', '127.0.0.1'], 'webhook'), 'blocked');
    assert.equal(await lookedUp(['93.184.216.34', '::ffff:10.0.0.1'], 'webhook'), 'blocked');
    assert.deepEqual(await lookedUp(['93.184.216.34', '2606:4700::1'], 'webhook'), [
      '93.184.216.34',
      '2606:4700::1',
    ]);
  });

  it('says nothing of an address that it cannot read, and lets nothing lead there', () => {
    for (const text of ['', '1.2.3', 'localhost', '::g', '1.2.3.4.5', '10.0.0.1/8'])
      assert.equal(classifyAddress(text), 'reserved', text);
    assert.equal(classifyAddress('fe80::1%eth0'), 'link_local');
  });

  it('opens a private host to webhooks where the owner named it, and only that one', () => {
    const egress = egressOf({ privateHosts: ['10.0.0.5', 'fd00::5'] });
    egress.check('webhook', 'https://10.0.0.5/hook');
    egress.check('webhook', 'https://[fd00::5]/hook');
    for (const host of ['10.0.0.6', '[fd00::6]', '169.254.169.254', '127.0.0.1']) {
      assert.throws(() => egress.check('webhook', `https://${host}/`), { kind: 'blocked' }, host);
    }
    const daring = egressOf({
      privateHosts: ['169.254.169.254', '127.0.0.1', '0.0.0.0', '224.0.0.1'],
      ownPorts: [8080],
    });
    for (const host of ['169.254.169.254', '0.0.0.0', '224.0.0.1', '127.0.0.2', '127.0.0.1:8080']) {
      assert.throws(() => daring.check('webhook', `https://${host}/`), { kind: 'blocked' }, host);
    }
    daring.check('webhook', 'http://127.0.0.1:9000/');
    assert.throws(() => daring.check('monitor', 'http://127.0.0.1:9000/'), { kind: 'blocked' });
  });

  it('opens this machine to webhooks where the owner named it, under that name only, and to nobody else by that', () => {
    const egress = egressOf({ privateHosts: ['127.0.0.1'], ownPorts: [8080] });
    egress.check('webhook', 'http://127.0.0.1:3000/hook');
    for (const url of ['http://127.0.0.2:3000/', 'http://[::1]:3000/', 'http://127.0.0.1:8080/']) {
      assert.throws(() => egress.check('webhook', url), { kind: 'blocked' }, url);
    }
    assert.throws(() => egress.check('monitor', 'http://127.0.0.1:3000/'), { kind: 'blocked' });
  });

  it('sends webhooks without encryption to this machine only, and there only where that is allowed', () => {
    const open = egressOf({ loopback: true, privateHosts: ['10.0.0.5'] });
    open.check('webhook', 'http://127.0.0.1:9000/');
    open.check('webhook', 'http://[::1]:9000/');
    for (const host of ['93.184.216.34', '10.0.0.5']) {
      assert.throws(() => open.check('webhook', `http://${host}/`), { kind: 'blocked' }, host);
      open.check('monitor', `http://${host}/`);
    }
  });

  it('leads nobody to this engine itself, at any of its addresses', () => {
    const own = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
      .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
    const mapped = own.filter((host) => !host.startsWith('[')).map((host) => `[::ffff:${host}]`);
    const egress = egressOf({ loopback: true, ownPorts: [8080, 8443], privateHosts: own });
    for (const host of ['127.0.0.1', '127.9.9.9', '[::1]', '[::ffff:127.0.0.1]', ...own, ...mapped]) {
      for (const profile of profiles) {
        const refusal = { kind: 'blocked', message: /Techbench itself/ };
        assert.throws(() => egress.check(profile, `https://${host}:8080/v1/api`), refusal, host);
        assert.throws(() => egress.check(profile, `https://${host}:8443/hooks`), refusal, host);
      }
    }
    egress.check('monitor', 'http://127.0.0.1:8081/');
  });
});
