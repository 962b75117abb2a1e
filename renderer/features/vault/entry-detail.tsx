import { Building2, Pencil, Pin, PinOff, Siren } from 'lucide-react';
import type { Entry, EntryRow } from '../../../shared/entry.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, PropertyChip } from '../../components/detail/detail-head.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { EarlierPasswords } from './earlier-passwords.tsx';
import { EntryLines } from './entry-lines.tsx';
import { entries } from './entry-session.ts';
import { describeEntryField } from './entry-words.ts';
import styles from './vault.module.css';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The open entry: what one came for first, everything else below it. */
export function EntryDetail({ id }: { id: number }) {
  const organizations = useOrganizations();
  return (
    <RecordDetail
      session={entries}
      id={id}
      label={({ title }) => title}
      head={(entry) => <EntryHead entry={entry} />}
      parts={(_row, entry: Entry | undefined) => [
        {
          id: 'details',
          label: 'Details',
          content: entry ? (
            <EntryLines key={id} entry={entry} />
          ) : (
            <Skeleton rows={6} label="Loading the entry" />
          ),
        },
        {
          id: 'passwords',
          label: 'Earlier passwords',
          content: entry && <EarlierPasswords key={id} entry={entry} />,
        },
      ]}
      describe={(field) => describeEntryField(field, organizations)}
    />
  );
}

function EntryHead({ entry }: { entry: EntryRow }) {
  const organizations = useOrganizations();
  const ask = (kind: string) => () => entries.ask(kind, [entry.id]);
  return (
    <DetailHead
      noun="entry"
      onClose={() => entries.cursor.open(null)}
      meta={<span>{entry.folder ?? 'in no folder'}</span>}
      title={<h2 className={styles['title']}>{entry.title}</h2>}
    >
      <Button icon={Pencil} keys="e" onClick={ask('edit')}>
        Edit
      </Button>
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(entry.organizationId) ?? '…'}
        keys="m"
        onClick={ask('organization')}
        icon={<Building2 {...icon} />}
      />
      <PropertyChip
        label="Pinned"
        value={entry.pinned ? 'Pinned' : 'Not pinned'}
        keys="p"
        onClick={() =>
          void entries.patch([entry.id], { pinned: !entry.pinned }, entry.pinned ? 'unpinned' : 'pinned')
        }
        icon={entry.pinned ? <Pin {...icon} /> : <PinOff {...icon} />}
      />
      {entry.breached === true && (
        <span className={styles['alarm']}>
          <Siren {...icon} /> In a known breach
        </span>
      )}
    </DetailHead>
  );
}
