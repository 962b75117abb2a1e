import { useState } from 'react';
import { Picker, type PickerOption } from './picker.tsx';

export interface FilterPartOptions {
  readonly id: string;
  readonly label: string;
  /** Several values of it may be chosen one after the other. */
  readonly several: boolean;
  /** Given where there are too many values to offer without asking. */
  readonly onQuery?: (query: string) => void;
}

interface PartsPickerProps<Option extends PickerOption> {
  parts: readonly FilterPartOptions[];
  optionsOf: (partId: string) => readonly Option[];
  onChoose: (option: Option, part: FilterPartOptions) => void;
  /** Given while there is something to clear. */
  onClear?: (() => void) | undefined;
  onClose: () => void;
}

const clearId = 'clear';

/** Narrows a list: first which part, then its value. */
export function PartsPicker<Option extends PickerOption>(props: PartsPickerProps<Option>) {
  const { parts, onClear, onClose } = props;
  const [partId, setPartId] = useState<string | null>(null);
  const part = parts.find(({ id }) => id === partId);
  if (!part) {
    const options: PickerOption[] = parts.map(({ id, label }) => ({ id, label }));
    return (
      <Picker
        key="part"
        title="Filter"
        placeholder="Filter by…"
        multiple
        options={onClear ? [...options, { id: clearId, label: 'Clear the filter' }] : options}
        onPick={({ id }) => {
          if (id === clearId) {
            onClear?.();
            onClose();
          } else setPartId(id);
        }}
        onClose={onClose}
      />
    );
  }
  const offered = props.optionsOf(part.id);
  return (
    <Picker
      key={part.id}
      title={`Filter by ${part.label.toLowerCase()}`}
      placeholder={`${part.label}…`}
      multiple={part.several}
      options={offered}
      {...(part.onQuery ? { onQuery: part.onQuery } : {})}
      onPick={(option) => {
        const chosen = offered.find(({ id }) => id === option.id);
        if (chosen) props.onChoose(chosen, part);
      }}
      onClose={onClose}
    />
  );
}
