import {
  Activity,
  BookOpen,
  Car,
  FolderKanban,
  KeyRound,
  Monitor,
  Timer,
  Vault,
  type LucideIcon,
} from 'lucide-react';
import { copyPart } from '../lib/copy-from-entry.ts';
import { navigate } from '../lib/navigation.ts';
import { allRecords, type Route } from '../lib/route.ts';
import { useAnswer } from '../lib/use-answer.ts';

export interface FoundRecord {
  readonly key: string;
  readonly icon: LucideIcon;
  readonly name: string;
  /** Which screen it leads to. */
  readonly group: string;
  /** Goes there, or does what the name says. */
  readonly run: () => void;
}

/** Records of one kind that hold the words. */
function found<Row extends { readonly id: number }>(
  group: string,
  icon: LucideIcon,
  rows: readonly Row[] | undefined,
  read: (row: Row) => [name: string, route: Route],
): FoundRecord[] {
  return (rows ?? []).map((row) => {
    const [name, route] = read(row);
    return { key: `${group} ${row.id}`, icon, name, group, run: () => navigate(route) };
  });
}

const copyWords = /^copy (?:(?:the )?(?:password|code)(?: of)?\s*)?/i;

/** Entries of the open vault by name, each with what may be taken out of it. */
function useFoundEntries(wanted: string): readonly FoundRecord[] {
  const isOpen = useAnswer('vault', 'status', {}).value?.state === 'unlocked';
  // "copy code fire" looks for the entry; the words before it say what is wanted of it.
  const copies = copyWords.exec(wanted)?.[0] ?? '';
  const search = wanted.slice(copies.length).trim();
  const asked = isOpen && (search.length >= 2 || copies !== '') ? { search, limit: 5 } : null;
  const rows = useAnswer('entries', 'list', asked).value?.rows ?? [];
  const group = 'Vault';
  return rows.flatMap((row) => {
    const copy = (what: 'password' | 'code', icon: LucideIcon): FoundRecord => ({
      key: `${group} ${what} ${row.id}`,
      icon,
      name: `Copy ${what} of ${row.title}`,
      group,
      run: () => void copyPart(row, what),
    });
    const open = { key: `${group} ${row.id}`, icon: Vault, name: row.title, group };
    const all = [
      ...(row.hasPassword ? [copy('password', KeyRound)] : []),
      ...(row.hasCode ? [copy('code', Timer)] : []),
    ];
    if (/code/i.test(copies)) return all.filter(({ icon }) => icon === Timer);
    if (/password/i.test(copies)) return all.filter(({ icon }) => icon === KeyRound);
    return [{ ...open, run: () => navigate({ ...allRecords('entries'), recordId: row.id }) }, ...all];
  });
}

/** Assets, projects, articles and vehicles that hold the words; nothing for less than two letters. */
export function useFoundRecords(wanted: string): readonly FoundRecord[] {
  const byWords = wanted.length < 2 ? null : { search: wanted, limit: 5 };
  return [
    ...useFoundEntries(wanted),
    ...found('Assets', Monitor, useAnswer('assets', 'list', byWords).value?.rows, ({ id, name }) => [
      name,
      { ...allRecords('assets'), recordId: id },
    ]),
    ...found('Projects', FolderKanban, useAnswer('projects', 'list', byWords).value?.rows, ({ id, name }) => [
      name,
      { screen: 'projects', projectId: id },
    ]),
    ...found(
      'Knowledge base',
      BookOpen,
      useAnswer('articles', 'list', byWords).value?.rows,
      ({ id, title }) => [title, { ...allRecords('articles'), recordId: id }],
    ),
    ...found('Uptime', Activity, useAnswer('monitors', 'list', byWords).value?.rows, ({ id, name }) => [
      name,
      { ...allRecords('monitors'), recordId: id },
    ]),
    ...found('Vehicles', Car, useAnswer('vehicles', 'list', byWords).value?.rows, ({ id, name }) => [
      name,
      { ...allRecords('vehicles'), recordId: id },
    ]),
  ];
}
