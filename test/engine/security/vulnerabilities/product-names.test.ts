import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { operatingSystemOf } from '../../../../electron/engine/security/vulnerabilities/matching/operating-system.ts';
import {
  readCpe,
  keysOfEntry,
  keysOfSoftware,
} from '../../../../electron/engine/security/vulnerabilities/matching/product-names.ts';

const meet = (installed: readonly [string, string], entry: readonly [string, string]) =>
  keysOfSoftware(...installed).some((key) => keysOfEntry(...entry).includes(key));

describe('names of products', () => {
  it('meet although makers, editions, versions and languages are written differently', () => {
    for (const [installed, entry] of [
      [
        ['Mozilla Corporation', 'Mozilla Firefox (x64 en-US)'],
        ['Mozilla', 'Firefox and Thunderbird'],
      ],
      [
        ['', 'Mozilla Thunderbird 115.3.1'],
        ['Mozilla', 'Firefox and Thunderbird'],
      ],
      [
        ['win.rar GmbH', 'WinRAR 6.21 (64-bit)'],
        ['RARLAB', 'WinRAR'],
      ],
      [
        ['Igor Pavlov', '7-Zip 22.01 (x64 edition)'],
        ['7-Zip', '7-Zip'],
      ],
      [
        ['Microsoft Corporation', 'Microsoft Office Professional Plus 2019 - en-us'],
        ['Microsoft', 'Office'],
      ],
      [
        ['Adobe Systems Incorporated', 'Adobe Acrobat Reader DC'],
        ['Adobe', 'Acrobat and Reader'],
      ],
      [
        ['Google LLC', 'Google Chrome'],
        ['Google', 'Chromium V8'],
      ],
      [
        ['Oracle Corporation', 'Java 8 Update 381 (64-bit)'],
        ['Oracle', 'Java Runtime Environment (JRE)'],
      ],
      [
        ['Veeam Software Group GmbH', 'Veeam Backup & Replication'],
        ['Veeam', 'Backup & Replication'],
      ],
      [
        ['Cisco Systems, Inc.', 'ASA'],
        ['Cisco', 'Adaptive Security Appliance (ASA)'],
      ],
      [
        ['Microsoft', 'Windows 11 Pro 23H2'],
        ['Microsoft', 'Win32k'],
      ],
      [
        ['Microsoft', 'Windows Server 2022 Datacenter'],
        ['Microsoft', 'Windows'],
      ],
      [
        ['Apple', 'macOS'],
        ['Apple', 'Multiple Products'],
      ],
    ] as const)
      assert.ok(meet(installed, entry), `${installed.join(': ')} and ${entry.join(': ')}`);
  });

  it('of other things do not meet', () => {
    for (const [installed, entry] of [
      [
        ['Microsoft Corporation', 'Microsoft Windows Desktop Runtime'],
        ['Microsoft', 'Windows'],
      ],
      [
        ['Apple', 'iOS'],
        ['Cisco', 'IOS'],
      ],
      [
        ['SAP', 'NetWeaver'],
        ['SAP', 'Multiple Products'],
      ],
      [
        ['Foxit', 'Reader'],
        ['Adobe', 'Reader and Acrobat'],
      ],
      [
        ['Google LLC', 'Google Drive'],
        ['Google', 'Chromium V8'],
      ],
    ] as const)
      assert.ok(!meet(installed, entry), `${installed.join(': ')} and ${entry.join(': ')}`);
  });

  it('of CPE are the same keys, their escapes read', () => {
    assert.deepEqual(readCpe('cpe:2.3:a:rarlab:winrar:*:*:*:*:*:*:*:*'), {
      keys: ['rarlab winrar', 'winrar'],
      version: '*',
    });
    assert.deepEqual(readCpe('cpe:2.3:o:microsoft:windows_11_23h2:10.0.22631.1:*:*:*:*:*:*:*'), {
      keys: ['microsoft windows 11 23h2', 'windows 11 23h2'],
      version: '10.0.22631.1',
    });
    assert.equal(
      readCpe('cpe:2.3:a:notepad-plus-plus:notepad\\+\\+:8.5:*:*:*:*:*:*:*')?.keys[0],
      'notepadplusplus notepad++',
    );
    assert.equal(readCpe('cpe:/a:old:form'), undefined);
    assert.ok(keysOfSoftware('Microsoft', 'Windows 11 Pro 23H2').includes('microsoft windows 11 23h2'));
    assert.ok(
      keysOfSoftware('Fortinet', 'FortiOS').includes(readCpe('cpe:2.3:o:fortinet:fortios:*:*')!.keys[0]!),
    );
  });
});

describe('the operating system of an asset', () => {
  it('has its release in its name and its build as its version', () => {
    const of = (name: string, version: string | null) => operatingSystemOf(name, version, 'Dell');
    assert.deepEqual(of('Windows 11 Pro', '23H2'), {
      vendor: 'Microsoft',
      name: 'Windows 11 Pro 23H2',
      version: '',
    });
    assert.deepEqual(of('Microsoft Windows 11 Pro', '10.0.22631.3447'), {
      vendor: 'Microsoft',
      name: 'Windows 11 Pro 23H2',
      version: '10.0.22631.3447',
    });
    assert.deepEqual(of('Windows Server', '20348'), {
      vendor: 'Microsoft',
      name: 'Windows Server 2022',
      version: '',
    });
    assert.deepEqual(of('Windows Server 2022', '2022'), {
      vendor: 'Microsoft',
      name: 'Windows Server 2022',
      version: '',
    });
    assert.deepEqual(of('macOS', '15.6'), { vendor: 'Apple', name: 'macOS', version: '15.6' });
    assert.deepEqual(of('UniFi', '6.6.77'), { vendor: 'Dell', name: 'UniFi', version: '6.6.77' });
    assert.equal(of(' ', '1'), undefined);
  });
});
