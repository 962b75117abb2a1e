import { useState } from 'react';
import { Dialog, DialogBody } from '../components/dialog.tsx';
import { Keycap } from '../components/keycap.tsx';
import { allActions, isAvailable, type Action } from '../lib/actions.ts';
import styles from './shortcut-sheet.module.css';

/** Every action that has a key here, by what it is about; read once, when the sheet opens. */
function groupsNow(): [string, Action[]][] {
  const groups = new Map<string, Action[]>();
  const seen = new Set<string>();
  for (const action of allActions()) {
    if (!action.keys || seen.has(action.id)) continue;
    if (!isAvailable(action) && action.group !== 'Ticket') continue;
    seen.add(action.id);
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return [...groups];
}

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const [groups] = useState(groupsNow);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} size="large">
      <DialogBody className={styles['sheet']} readingLabel="Shortcuts">
        {groups.map(([group, actions]) => (
          <section key={group} className={styles['group']} aria-label={group}>
            <h3 className={styles['title']}>{group}</h3>
            <dl>
              {actions.map((action) => (
                <div key={action.id} className={styles['line']}>
                  <dt>{action.name.replace('…', '')}</dt>
                  <dd className={styles['keys']}>
                    {action.keys?.slice(0, 2).map((keys) => (
                      <span key={keys}>
                        <span className="visually-hidden">{keys}</span>
                        <Keycap keys={keys} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogBody>
    </Dialog>
  );
}
