import type { ReactNode } from 'react';
import type { OwnedPatch, ListedRow, RecordSession } from '../../lib/record-session.ts';
import type { StoredRow } from '../../lib/row-store.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { Picker, type PickerOption } from '../picker.tsx';

/** For which records something is asked. */
export interface RecordPickerProps<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  ids: readonly number[];
  onClose: () => void;
}

export interface WordOption<Word extends string> {
  readonly value: Word;
  readonly label: string;
  readonly icon?: ReactNode;
}

interface WordPickerProps<
  Row extends StoredRow,
  Filter,
  Patch,
  Whole extends Row,
  Word extends string,
> extends RecordPickerProps<Row, Filter, Patch, Whole> {
  /** What is chosen: "Status". */
  label: string;
  options: readonly WordOption<Word>[];
  read: (row: Row) => Word;
  patch: (word: Word) => Patch;
  /** Given where a workspace may use words of its own. */
  fromText?: (text: string) => Word;
}

/** One of a few words, for every record named. */
export function WordPicker<Row extends StoredRow, Filter, Patch, Whole extends Row, Word extends string>(
  props: WordPickerProps<Row, Filter, Patch, Whole, Word>,
) {
  const { session, ids, label, options, read, fromText } = props;
  const now = session.shared(ids, read);
  return (
    <Picker
      title={`${label} of ${session.nameOf(ids)}`}
      placeholder={`Set ${label.toLowerCase()}…`}
      options={options.map(({ value, ...option }) => ({ ...option, id: value, checked: value === now }))}
      {...(fromText ? { fromText: (text: string): PickerOption => ownWord(fromText(text)) } : {})}
      onPick={({ id, label: word }) => {
        const chosen = options.find(({ value }) => value === id)?.value ?? fromText?.(id);
        if (chosen === undefined) return;
        void session.patch(ids, props.patch(chosen), `${label.toLowerCase()} set to ${word.toLowerCase()}`);
      }}
      onClose={props.onClose}
    />
  );
}

const ownWord = (word: string): PickerOption => ({ id: word, label: word, hint: 'own word' });

/** Whose the records are. */
export function OrganizationPicker<
  Row extends ListedRow,
  Filter,
  Patch extends OwnedPatch,
  Whole extends Row,
>({ session, ids, onClose }: RecordPickerProps<Row, Filter, Patch, Whole>) {
  const { active } = useOrganizations();
  const now = session.shared(ids, ({ organizationId }) => organizationId);
  return (
    <Picker
      title={`Organization of ${session.nameOf(ids)}`}
      placeholder="Move to…"
      options={active.map(({ id, name }) => ({ id: String(id), label: name, checked: id === now }))}
      onPick={({ id, label }) =>
        // Every kind's patch takes the organization by this name.
        void session.patch(ids, { organizationId: Number(id) } as Patch, `moved to ${label}`)
      }
      onClose={onClose}
    />
  );
}
