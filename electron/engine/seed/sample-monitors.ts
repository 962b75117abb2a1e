import type { z } from 'zod';
import type { newMonitor } from '../../../shared/monitor.ts';

type Given = z.input<typeof newMonitor>;

/** One monitor of the sample MSP, and how it did. */
export interface SampleMonitor extends Partial<Given> {
  /** The client's name; null for the MSP itself. */
  readonly client: string | null;
  readonly name: string;
  readonly type: Given['type'];
  /** How long its answers take, in ms. */
  readonly usualMs: number;
  /** Outages: how many hours ago one began, and how many minutes it took. One that takes longer than it is ago goes on. */
  readonly outages: readonly (readonly [hoursAgo: number, minutes: number])[];
  /** The name of the sample that it stands behind. */
  readonly behind?: string;
  readonly certificateDays?: number;
  readonly domainDays?: number;
}

/** Nobody answers at these addresses: what they did is told, and nobody is asked. */
export const sampleMonitors: readonly SampleMonitor[] = [
  {
    client: 'Acme Corp',
    name: 'VPN gateway',
    type: 'http',
    url: 'https://vpn.acme.example',
    groupName: 'Edge',
    tags: ['vpn'],
    usualMs: 64,
    outages: [
      [0.1, 60],
      [31, 26],
      [400, 14],
    ],
    certificateDays: 74,
  },
  {
    client: 'Acme Corp',
    name: 'Website',
    type: 'http',
    url: 'https://acme.example',
    groupName: 'Web',
    keyword: 'Acme',
    usualMs: 142,
    outages: [[11, 3]],
    certificateDays: 61,
  },
  {
    client: 'Acme Corp',
    name: 'RDS farm',
    type: 'tcp',
    hostname: 'rds.acme.example',
    port: 3389,
    groupName: 'Servers',
    behind: 'VPN gateway',
    usualMs: 9,
    outages: [[190, 10]],
  },
  {
    client: 'Contoso Dental',
    name: 'Practice portal',
    type: 'http',
    url: 'https://portal.contoso.example/health',
    groupName: 'Web',
    options: { jsonPath: 'status', jsonExpected: 'ok' },
    usualMs: 87,
    outages: [[52, 10]],
    certificateDays: 23,
  },
  {
    client: 'Contoso Dental',
    name: 'FS01',
    type: 'ping',
    hostname: 'fs01.contoso.example',
    groupName: 'Servers',
    usualMs: 3,
    outages: [
      [75, 95],
      [510, 20],
    ],
  },
  {
    client: 'Demo Corp',
    name: 'Mail',
    type: 'tcp',
    hostname: 'mx.demo.example',
    port: 25,
    groupName: 'Mail',
    usualMs: 31,
    outages: [[120, 15]],
  },
  {
    client: 'Demo Corp',
    name: 'Certificate of demo.example',
    type: 'tls',
    hostname: 'demo.example',
    interval: 3600,
    usualMs: 48,
    outages: [],
    certificateDays: 12,
  },
  {
    client: 'Demo Corp',
    name: 'PS01 print server',
    type: 'ping',
    hostname: 'ps01.demo.example',
    groupName: 'Servers',
    usualMs: 2,
    outages: [[260, 180]],
  },
  {
    client: 'Fabrikam',
    name: 'Webshop',
    type: 'http',
    url: 'https://shop.fabrikam.example',
    groupName: 'Web',
    tags: ['sla'],
    usualMs: 231,
    outages: [
      [20, 6],
      [330, 9],
    ],
    certificateDays: 88,
  },
  {
    client: 'Tailspin Logistics',
    name: 'tailspin.example',
    type: 'domain',
    hostname: 'tailspin.example',
    interval: 86_400,
    usualMs: 410,
    outages: [],
    domainDays: 19,
  },
  {
    client: null,
    name: 'Own name server',
    type: 'dns',
    hostname: 'northwind.example',
    usualMs: 14,
    outages: [],
  },
];
