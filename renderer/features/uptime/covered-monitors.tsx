import { useState } from 'react';
import { CheckField, TextField } from '../../components/field.tsx';
import { wideField } from '../../components/form.tsx';
import { plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { targetText } from './monitor-words.ts';
import styles from './maintenance.module.css';

interface CoveredMonitorsProps {
  organizationId: number;
  /** Ids with commas between them, as the draft keeps them. */
  chosen: string;
  onChange: (chosen: string) => void;
}

const shownAtMost = 30;

/**
 * Single monitors that a window covers: those that it covered before stand first, others are found by name. Nothing
 * moves while it is ticked, so that the keyboard stays where it is.
 */
export function CoveredMonitors({ organizationId, chosen, onChange }: CoveredMonitorsProps) {
  const [query, setQuery] = useState('');
  const ids = chosen.split(',').filter(Boolean).map(Number);
  const [first] = useState(ids);
  const found = useAnswer('monitors', 'list', {
    search: query.trim(),
    filter: { organizationId },
    sort: [{ field: 'name' }],
    limit: Math.min(500, shownAtMost + first.length),
  }).value;
  const set = (id: number, isCovered: boolean) =>
    onChange((isCovered ? [...ids, id] : ids.filter((each) => each !== id)).join(','));
  const others = (found?.rows ?? []).filter(({ id }) => !first.includes(id)).slice(0, shownAtMost);
  return (
    <fieldset className={`${wideField} ${styles['covered']}`}>
      <legend>Single monitors{ids.length > 0 && `, ${ids.length} chosen`}</legend>
      {(found?.total ?? 0) + ids.length > 0 || query !== '' ? (
        <TextField
          label="Find a monitor"
          type="search"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      ) : (
        <p className={styles['next']}>This organization has no monitors.</p>
      )}
      <div className={styles['choices']}>
        {first.slice(0, shownAtMost).map((id) => (
          <EarlierMonitor
            key={id}
            id={id}
            checked={ids.includes(id)}
            onChange={(isCovered) => set(id, isCovered)}
          />
        ))}
        {first.length > shownAtMost && <p>and {plural(first.length - shownAtMost, 'other')}</p>}
        {others.map((monitor) => (
          <CheckField
            key={monitor.id}
            label={`${monitor.name} · ${targetText(monitor)}`}
            checked={ids.includes(monitor.id)}
            onChange={(event) => set(monitor.id, event.target.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface EarlierMonitorProps {
  id: number;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** One that was covered before may be of another page of the list, or not there any more. */
function EarlierMonitor({ id, checked, onChange }: EarlierMonitorProps) {
  const { value, status } = useAnswer('monitors', 'get', { id });
  const gone = status === 'failed' ? 'not there any more' : '…';
  return (
    <CheckField
      label={value ? `${value.name} · ${targetText(value)}` : `Monitor ${id}, ${gone}`}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
