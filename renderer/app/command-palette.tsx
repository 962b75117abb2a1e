import { Command } from 'cmdk';
import { Building2, CornerDownRight } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { Keycap } from '../components/keycap.tsx';
import { matchOptions } from '../components/picker-match.ts';
import { StatusGlyph } from '../features/tickets/glyphs.tsx';
import { allActions, isAvailable, runAction, useRecentActions, type Action } from '../lib/actions.ts';
import { ticketNumber } from '../lib/format.ts';
import { navigate } from '../lib/navigation.ts';
import { useAnswer } from '../lib/use-answer.ts';
import styles from './command-palette.module.css';
import { useFoundRecords } from './found-records.ts';

/** Every action that makes sense now, those used last first. */
function actionsNow(): Action[] {
  const recent = useRecentActions.getState().ids;
  const place = (action: Action) => {
    const at = recent.indexOf(action.id);
    return at < 0 ? recent.length : at;
  };
  const seen = new Set<string>();
  return allActions()
    .filter((action) => !action.hidden && isAvailable(action) && !seen.has(action.id) && seen.add(action.id))
    .toSorted((a, b) => place(a) - place(b));
}

const actionsShown = 40;

/** Everything by name: actions with their keys, tickets by number and words, records by words, organizations. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const wanted = query.trim();
  // Read when the palette opens; running an action closes it.
  const [actions] = useState(actionsNow);
  const matching = matchOptions(
    actions.map((action) => ({
      action,
      label: action.name,
      keywords: `${action.group} ${action.keywords ?? ''}`,
    })),
    query,
  ).slice(0, actionsShown);
  const asked = /^\d+$/.test(wanted) ? `TCK-${wanted}` : wanted;
  const tickets =
    useAnswer('tickets', 'search', wanted.length < 2 ? null : { query: asked, limit: 8 }).value?.rows ?? [];
  const records = useFoundRecords(wanted);
  const names = useAnswer('organizations', 'names', {}).value ?? [];
  const organizations =
    wanted === ''
      ? []
      : matchOptions(
          names.map(({ id, name }) => ({ id, label: name })),
          query,
        ).slice(0, 6);

  const choose = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <Dialog title="Search or do anything" onClose={onClose} bare>
      <Command label="Search or do anything" shouldFilter={false} loop className={styles['palette']}>
        <Command.Input
          className={styles['input']}
          placeholder="Search or do…"
          value={query}
          onValueChange={setQuery}
        />
        <Command.List className={styles['list']}>
          <Command.Empty className={styles['empty']}>Nothing is called that.</Command.Empty>
          {matching.length > 0 && (
            <Command.Group heading="Actions">
              {matching.map(({ action }) => (
                <Command.Item
                  key={action.id}
                  value={action.id}
                  className={styles['item']}
                  onSelect={choose(() => runAction(action))}
                >
                  <CornerDownRight size={14} strokeWidth={1.75} aria-hidden="true" />
                  <span className={styles['name']}>{action.name}</span>
                  <span className={styles['group']}>{action.group}</span>
                  {action.keys?.[0] !== undefined && <Keycap keys={action.keys[0]} />}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {tickets.length > 0 && (
            <Command.Group heading="Tickets">
              {tickets.map((row) => (
                <Command.Item
                  key={row.id}
                  value={`ticket ${row.id}`}
                  className={styles['item']}
                  onSelect={choose(() =>
                    navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId: row.id }),
                  )}
                >
                  <StatusGlyph status={row.status} />
                  <code>{ticketNumber(row.id)}</code>
                  <span className={styles['name']}>{row.subject}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {records.length > 0 && (
            <Command.Group heading="Records">
              {records.map(({ key, icon: Icon, name, group, run }) => (
                <Command.Item key={key} value={key} className={styles['item']} onSelect={choose(run)}>
                  <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
                  <span className={styles['name']}>{name}</span>
                  <span className={styles['group']}>{group}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {organizations.length > 0 && (
            <Command.Group heading="Organizations">
              {organizations.map(({ id, label }) => (
                <Command.Item
                  key={id}
                  value={`organization ${id}`}
                  className={styles['item']}
                  onSelect={choose(() => navigate({ screen: 'organizations', organizationId: id }))}
                >
                  <Building2 size={14} strokeWidth={1.75} aria-hidden="true" />
                  <span className={styles['name']}>{label}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}
