import { KeyRound, Vault } from 'lucide-react';
import type { EntryFilter } from '../../../shared/entries-contract.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { RecordLines } from '../../components/record-lines.tsx';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { strengthOf } from './entry-words.ts';

interface RelatedEntriesProps {
  /** Whose: of an organization, or what opens an asset. */
  filter: EntryFilter;
  /** "Vault entries of this organization". */
  label: string;
  /** What is said where there are none. */
  empty: string;
  onOpen: (id: number) => void;
}

/** What the vault has for something, while it is open; else the way to open it. */
export function RelatedEntries(props: RelatedEntriesProps) {
  const isOpen = useAnswer('vault', 'status', {}).value?.state === 'unlocked';
  if (isOpen) return <OpenEntries {...props} />;
  return (
    <EmptyState
      icon={Vault}
      title="The vault is locked"
      action={<Button onClick={() => navigate(allRecords('entries'))}>Go to the vault</Button>}
    >
      What belongs here is listed once it is open.
    </EmptyState>
  );
}

function OpenEntries({ filter, label, empty, onOpen }: RelatedEntriesProps) {
  return (
    <RecordLines
      label={label}
      nouns="vault entries"
      icon={Vault}
      answer={useAnswer('entries', 'list', { filter, sort: [{ field: 'title' }], limit: 100 })}
      line={(entry) => ({
        glyph: <KeyRound size={14} strokeWidth={1.75} aria-hidden="true" />,
        name: entry.title,
        about: entry.username ?? strengthOf(entry).label,
      })}
      empty={empty}
      onOpen={onOpen}
    />
  );
}
