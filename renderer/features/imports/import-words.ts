import type { CatalogueFormat, ImportFormat, MonitorFormat, TableFormat } from '../../../shared/import.ts';
import { plural } from '../../lib/format.ts';

type PlainFormat = TableFormat | MonitorFormat | CatalogueFormat;

const nouns: Readonly<Record<PlainFormat, readonly [one: string, many: string]>> = {
  'itflow-tickets': ['ticket', 'tickets'],
  'tickets-csv': ['ticket', 'tickets'],
  'snipe-it-assets': ['asset', 'assets'],
  'itflow-assets': ['asset', 'assets'],
  'assets-csv': ['asset', 'assets'],
  'uptime-kuma': ['monitor', 'monitors'],
  // With windows and outages.
  'techbench-monitors': ['record', 'records'],
  'software-csv': ['program', 'programs'],
  'kev-catalogue': ['vulnerability', 'vulnerabilities'],
};

/** Whether a file holds secrets: its records go into the vault. */
export function isOfVault(format: ImportFormat): boolean {
  return !Object.hasOwn(nouns, format);
}

/** `3 tickets`, `1 asset`, `12 entries`: what a file of a format holds. */
export function recordsText(format: ImportFormat, count: number, adjective = ''): string {
  const [one, many] = isOfVault(format) ? ['entry', 'entries'] : nouns[format as PlainFormat];
  return plural(count, `${adjective}${one}`, `${adjective}${many}`);
}

const names: Readonly<Record<ImportFormat, string>> = {
  'itflow-tickets': 'ITFlow tickets',
  'tickets-csv': 'Tickets, CSV',
  'snipe-it-assets': 'Snipe-IT assets',
  'itflow-assets': 'ITFlow assets',
  'assets-csv': 'Assets, CSV',
  'otpauth-list': 'otpauth addresses',
  'google-migration': 'Google Authenticator',
  aegis: 'Aegis',
  '2fas': '2FAS',
  ente: 'Ente Auth',
  'proton-authenticator': 'Proton Authenticator',
  stratum: 'Stratum',
  duo: 'Duo',
  steam: 'Steam',
  'bitwarden-json': 'Bitwarden, JSON',
  'bitwarden-csv': 'Bitwarden, CSV',
  'keepass-xml': 'KeePass, XML',
  'keepassxc-csv': 'KeePassXC, CSV',
  'itflow-credentials': 'ITFlow credentials',
  'techbench-csv': 'Techbench, CSV',
  'passwords-csv': 'Passwords, CSV',
  'uptime-kuma': 'Uptime Kuma backup',
  'techbench-monitors': 'Techbench monitors',
  'software-csv': 'Installed software, CSV',
  'kev-catalogue': 'CISA KEV catalogue',
};

export const formatName = (format: ImportFormat) => names[format];
