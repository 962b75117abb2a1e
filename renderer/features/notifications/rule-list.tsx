import type { NotificationRule } from '../../../shared/notification-rule.ts';
import { ListBox } from '../../components/list-box.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { hearsText, stepText } from './notification-words.ts';
import cells from '../../components/list-cells.module.css';
import styles from './notifications.module.css';

interface RuleListProps {
  rules: readonly NotificationRule[];
  channelName: (id: number) => string;
  openId: number | null;
  onOpen: (id: number) => void;
}

/** One line a rule: what it hears, and whom it tells. */
export function RuleList({ rules, channelName, openId, onOpen }: RuleListProps) {
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="Rules"
        className={styles['rules']}
        items={rules}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={onOpen}
        heads={['Rule', 'Hears', 'Tells', 'State']}
        row={(rule) => (
          <>
            <span className={cells['name']}>{rule.name}</span>
            <span className={cells['cell']}>{hearsText(rule)}</span>
            <span className={cells['cell']}>
              {rule.steps.map((step) => stepText(step, channelName)).join(', then ')}
            </span>
            <span className={cells['cell']}>
              <StateDot shape={rule.enabled ? 'good' : 'gone'}>
                {rule.enabled ? 'On' : 'Switched off'}
              </StateDot>
            </span>
          </>
        )}
      />
    </div>
  );
}
