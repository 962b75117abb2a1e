import { withGuard } from '../../platform/formula-guard.ts';
import {
  cellSeparator,
  techbenchColumns,
  techbenchOrder,
  type TechbenchColumn,
} from '../importers/techbench-table.ts';
import { writeOtpauthUri } from '../one-time-code/otpauth-uri.ts';
import type { VaultDraft } from '../vault-draft.ts';
import type { WrittenFile } from './vault-exporter.ts';

const cells: Readonly<Record<TechbenchColumn, (draft: VaultDraft) => string>> = {
  organization: (draft) => draft.organization ?? '',
  folder: (draft) => draft.folder ?? '',
  title: (draft) => draft.title,
  username: (draft) => draft.username ?? '',
  password: (draft) => draft.password ?? '',
  urls: (draft) => draft.urls.join(cellSeparator),
  oneTimeCode: (draft) => (draft.oneTimeCode ? writeOtpauthUri(draft.oneTimeCode) : ''),
  notes: (draft) => draft.notes ?? '',
  tags: (draft) => draft.tags.join(cellSeparator),
  expiresAt: (draft) => momentText(draft.expiresAt),
  pinned: (draft) => (draft.pinned ? 'yes' : ''),
  reprompt: (draft) => (draft.reprompt ? 'yes' : ''),
  fields: (draft) => (draft.fields.length > 0 ? JSON.stringify(draft.fields) : ''),
  history: (draft) => (draft.history.length > 0 ? JSON.stringify(draft.history) : ''),
  createdAt: (draft) => momentText(draft.createdAt),
  raw: (draft) => (Object.keys(draft.raw).length > 0 ? JSON.stringify(draft.raw) : ''),
};

/** Our own CSV: all of each entry, with cells that a spreadsheet would run as a formula made harmless. */
export function writeTable(drafts: readonly VaultDraft[]): WrittenFile {
  const lines = [
    techbenchOrder.map((column) => techbenchColumns[column]),
    ...drafts.map((draft) => techbenchOrder.map((column) => cells[column](draft))),
  ];
  // The mark tells spreadsheets that this is UTF-8; every line is quoted as RFC 4180 says.
  const text = lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
  return { text: `\uFEFF${text}`, leftOut: 0 };
}

function quoted(cell: string): string {
  return `"${withGuard(cell).replaceAll('"', '""')}"`;
}

function momentText(moment: number | null): string {
  return moment === null ? '' : new Date(moment).toISOString();
}
