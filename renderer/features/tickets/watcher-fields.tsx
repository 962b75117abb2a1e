import { CheckField } from '../../components/field.tsx';
import { wideField } from '../../components/form.tsx';
import { watcherIds } from './new-ticket-fields.ts';
import { useNames } from './people.ts';

interface WatcherFieldsProps {
  /** Ids with commas between them, as the draft keeps them. */
  chosen: string;
  onChange: (chosen: string) => void;
}

/** Who is told about the new ticket. */
export function WatcherFields({ chosen, onChange }: WatcherFieldsProps) {
  const { technicians } = useNames();
  const watching = watcherIds(chosen);
  return (
    <fieldset className={wideField} aria-label="Watchers">
      {technicians
        .filter(({ active }) => active)
        .map(({ id, name }) => (
          <CheckField
            key={id}
            label={`${name} watches`}
            checked={watching.includes(id)}
            onChange={(event) => {
              const next = event.target.checked ? [...watching, id] : watching.filter((each) => each !== id);
              onChange(next.join(','));
            }}
          />
        ))}
    </fieldset>
  );
}
