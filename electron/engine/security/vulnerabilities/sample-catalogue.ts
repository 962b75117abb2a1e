import type { CatalogueEntry } from './feeds/kev-catalogue.ts';

/** An entry of the sample workspace, with what NVD and EPSS said of it where they were asked. */
export interface SampleEntry extends CatalogueEntry {
  readonly nvd?: {
    readonly cvss: number;
    readonly severity: 'critical' | 'high';
    /** Names of the product, and the version in which it was mended. */
    readonly keys: readonly string[];
    readonly before: string;
    readonly epss: number;
    readonly percentile: number;
  };
}

const perVendor =
  'Apply mitigations per vendor instructions or discontinue use of the product if mitigations are unavailable.';

/** Eight entries of CISA's release of this day, which it gives away under CC0 1.0. */
export const sampleRelease = { version: '2025.08.25', day: '2025-08-25' } as const;

export const sampleEntries: readonly SampleEntry[] = [
  {
    cve: 'CVE-2025-8088',
    vendor: 'RARLAB',
    product: 'WinRAR',
    title: 'RARLAB WinRAR Path Traversal Vulnerability',
    description:
      'RARLAB WinRAR contains a path traversal vulnerability affecting the Windows version of WinRAR. This vulnerability could allow an attacker to execute arbitrary code by crafting malicious archive files.',
    requiredAction: perVendor,
    dateAdded: '2025-08-12',
    dueDate: '2025-09-02',
    ransomware: 'unknown',
    notes: '',
    cwes: ['CWE-35'],
    nvd: {
      cvss: 8.8,
      severity: 'high',
      keys: ['rarlab winrar', 'winrar'],
      before: '7.13',
      epss: 0.05,
      percentile: 0.9,
    },
  },
  {
    cve: 'CVE-2025-0411',
    vendor: '7-Zip',
    product: '7-Zip',
    title: '7-Zip Mark of the Web Bypass Vulnerability',
    description:
      '7-Zip contains a protection mechanism failure vulnerability that allows remote attackers to bypass the Mark-of-the-Web security feature to execute arbitrary code in the context of the current user.',
    requiredAction: perVendor,
    dateAdded: '2025-02-06',
    dueDate: '2025-02-27',
    ransomware: 'unknown',
    notes: '',
    cwes: ['CWE-693'],
    nvd: {
      cvss: 7.0,
      severity: 'high',
      keys: ['7zip 7 zip', '7 zip'],
      before: '24.09',
      epss: 0.38,
      percentile: 0.971,
    },
  },
  {
    cve: 'CVE-2024-9680',
    vendor: 'Mozilla',
    product: 'Firefox',
    title: 'Mozilla Firefox Use-After-Free Vulnerability',
    description:
      'Mozilla Firefox and Firefox ESR contain a use-after-free vulnerability in Animation timelines that allows for code execution in the content process.',
    requiredAction: perVendor,
    dateAdded: '2024-10-15',
    dueDate: '2024-11-05',
    ransomware: 'unknown',
    notes: '',
    cwes: ['CWE-416'],
    nvd: {
      cvss: 9.8,
      severity: 'critical',
      keys: ['mozilla firefox', 'firefox'],
      before: '131.0.2',
      epss: 0.26,
      percentile: 0.96,
    },
  },
  {
    cve: 'CVE-2024-21338',
    vendor: 'Microsoft',
    product: 'Windows',
    title: 'Microsoft Windows Kernel Exposed IOCTL with Insufficient Access Control Vulnerability',
    description:
      'Microsoft Windows Kernel contains an exposed IOCTL with insufficient access control vulnerability within the IOCTL (input and output control) dispatcher in appid.sys that allows a local attacker to achieve privilege escalation.',
    requiredAction: perVendor,
    dateAdded: '2024-03-04',
    dueDate: '2024-03-25',
    ransomware: 'known',
    notes: '',
    cwes: ['CWE-822'],
  },
  {
    cve: 'CVE-2023-21608',
    vendor: 'Adobe',
    product: 'Acrobat and Reader',
    title: 'Adobe Acrobat and Reader Use-After-Free Vulnerability',
    description:
      'Adobe Acrobat and Reader contains a use-after-free vulnerability that allows for code execution in the context of the current user.',
    requiredAction: perVendor,
    dateAdded: '2023-10-10',
    dueDate: '2023-10-31',
    ransomware: 'unknown',
    notes: '',
    cwes: ['CWE-416'],
  },
  {
    cve: 'CVE-2023-4863',
    vendor: 'Google',
    product: 'Chromium WebP',
    title: 'Google Chromium WebP Heap-Based Buffer Overflow Vulnerability',
    description:
      'Google Chromium WebP contains a heap-based buffer overflow vulnerability that allows a remote attacker to perform an out-of-bounds memory write via a crafted HTML page. This vulnerability can affect applications that use the WebP Codec.',
    requiredAction: perVendor,
    dateAdded: '2023-09-13',
    dueDate: '2023-10-04',
    ransomware: 'unknown',
    notes: '',
    cwes: ['CWE-787'],
  },
  {
    cve: 'CVE-2023-38831',
    vendor: 'RARLAB',
    product: 'WinRAR',
    title: 'RARLAB WinRAR Code Execution Vulnerability',
    description:
      'RARLAB WinRAR contains an unspecified vulnerability that allows an attacker to execute code when a user attempts to view a benign file within a ZIP archive.',
    requiredAction: perVendor,
    dateAdded: '2023-08-24',
    dueDate: '2023-09-14',
    ransomware: 'known',
    notes: '',
    cwes: ['CWE-351'],
    nvd: {
      cvss: 7.8,
      severity: 'high',
      keys: ['rarlab winrar', 'winrar'],
      before: '6.23',
      epss: 0.94,
      percentile: 0.999,
    },
  },
  {
    cve: 'CVE-2023-27997',
    vendor: 'Fortinet',
    product: 'FortiOS and FortiProxy SSL-VPN',
    title: 'Fortinet FortiOS and FortiProxy SSL-VPN Heap-Based Buffer Overflow Vulnerability',
    description:
      'Fortinet FortiOS and FortiProxy SSL-VPN contain a heap-based buffer overflow vulnerability which can allow an unauthenticated, remote attacker to execute code or commands via specifically crafted requests.',
    requiredAction: perVendor,
    dateAdded: '2023-06-13',
    dueDate: '2023-07-04',
    ransomware: 'known',
    notes: '',
    cwes: ['CWE-122'],
  },
];

/** What is installed on the sample's computers: vendor, name, version, and on which share of them. */
export const sampleSoftware: readonly (readonly [
  vendor: string,
  name: string,
  version: string,
  every: number,
])[] = [
  ['Google LLC', 'Google Chrome', '131.0.6778.86', 1],
  ['Mozilla', 'Mozilla Firefox (x64 en-US)', '128.0.3', 3],
  ['Adobe', 'Adobe Acrobat Reader', '25.001.20432', 1],
  ['Igor Pavlov', '7-Zip 22.01 (x64)', '22.01', 2],
  ['win.rar GmbH', 'WinRAR 6.21 (64-bit)', '6.21.0', 4],
  ['Microsoft Corporation', 'Microsoft 365 Apps for business - en-us', '16.0.18025.20160', 1],
];
