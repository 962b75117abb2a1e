import { BookOpen, Car, FolderKanban, Monitor, type LucideIcon } from 'lucide-react';
import { allRecords, type Route } from '../lib/route.ts';
import { useAnswer } from '../lib/use-answer.ts';

export interface FoundRecord {
  readonly key: string;
  readonly icon: LucideIcon;
  readonly name: string;
  /** Which screen it leads to. */
  readonly group: string;
  readonly route: Route;
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
    return { key: `${group} ${row.id}`, icon, name, group, route };
  });
}

/** Assets, projects, articles and vehicles that hold the words; nothing for less than two letters. */
export function useFoundRecords(wanted: string): readonly FoundRecord[] {
  const byWords = wanted.length < 2 ? null : { search: wanted, limit: 5 };
  return [
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
    ...found('Vehicles', Car, useAnswer('vehicles', 'list', byWords).value?.rows, ({ id, name }) => [
      name,
      { ...allRecords('vehicles'), recordId: id },
    ]),
  ];
}
