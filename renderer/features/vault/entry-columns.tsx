import { Pin, Timer } from 'lucide-react';
import type { EntryField, EntryRow } from '../../../shared/entry.ts';
import { CodeCell, MutedCell, NameCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn, updatedColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { tagsText } from '../../lib/tags.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { strengthOf } from './entry-words.ts';
import styles from './vault.module.css';

type EntryColumn = TableColumn<EntryRow> & { readonly sortKey?: EntryField };

const icon = { size: 13, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Pinned, and with a one-time code: two places that never move. */
function Marks({ pinned, hasCode }: EntryRow) {
  return (
    <span className={styles['marks']}>
      <span>
        {pinned && (
          <>
            <Pin {...icon} />
            <span className="visually-hidden">pinned</span>
          </>
        )}
      </span>
      <span>
        {hasCode && (
          <>
            <Timer {...icon} />
            <span className="visually-hidden">has a one-time code</span>
          </>
        )}
      </span>
    </span>
  );
}

function Strength(row: EntryRow) {
  const { label, shape } = strengthOf(row);
  return <StateDot shape={shape}>{label}</StateDot>;
}

/** Every column of the vault's table, in the built-in order. Nothing in them is a secret. */
export function entryColumns(organizations: OrganizationNames): EntryColumn[] {
  const column = (
    id: string,
    name: string,
    width: number,
    render: EntryColumn['render'],
    more: Partial<EntryColumn> = {},
  ): EntryColumn => ({ id, name, width, minWidth: 60, shown: true, render, ...more });
  return [
    column('title', 'Title', 220, (row) => <NameCell text={row.title} />, {
      minWidth: 150,
      fills: true,
      sortKey: 'title',
    }),
    column('marks', 'Marks', 36, Marks, { minWidth: 36, quietHead: true, sortKey: 'pinned' }),
    column('username', 'Username', 180, (row) => <CodeCell text={row.username} />, {
      leaves: 7,
      sortKey: 'username',
    }),
    { ...organizationColumn<EntryRow>(organizations, 6, 130), sortKey: 'organizationId' },
    column('folder', 'Folder', 110, (row) => <MutedCell text={row.folder} />, {
      leaves: 3,
      sortKey: 'folder',
    }),
    column('strength', 'Strength', 130, Strength, { leaves: 5, sortKey: 'strength' }),
    column('url', 'Address', 170, (row) => <CodeCell text={row.url} />, {
      shown: false,
      leaves: 2,
      sortKey: 'url',
    }),
    column('tags', 'Tags', 110, (row) => <MutedCell text={tagsText(row.tags)} />, {
      shown: false,
      leaves: 1,
      sortKey: 'tags',
    }),
    column('expires', 'Expires', 72, (row) => <TimeCell at={row.expiresAt} />, {
      shown: false,
      align: 'end',
      leaves: 2,
      sortKey: 'expiresAt',
    }),
    column('changed', 'Password', 72, (row) => <TimeCell at={row.passwordChangedAt} />, {
      align: 'end',
      leaves: 4,
      sortKey: 'passwordChangedAt',
    }),
    updatedColumn(),
  ];
}
