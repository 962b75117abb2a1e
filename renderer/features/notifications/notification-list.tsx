import type { Notification } from '../../../shared/notification.ts';
import { ListBox } from '../../components/list-box.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { stateLabels, stateShapes } from './notification-words.ts';
import cells from '../../components/list-cells.module.css';
import styles from './notifications.module.css';

interface NotificationListProps {
  rows: readonly Notification[];
  openId: number | null;
  onOpen: (id: number) => void;
}

/** What was sent, waits or was given up, the newest first. */
export function NotificationList({ rows, openId, onOpen }: NotificationListProps) {
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="Notifications"
        className={styles['log']}
        items={rows}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={onOpen}
        heads={['State', 'Subject', 'Channel', 'What was said', 'When']}
        row={(row) => (
          <>
            <span className={cells['cell']}>
              <StateDot shape={stateShapes[row.state]}>{stateLabels[row.state]}</StateDot>
            </span>
            <span className={cells['name']} title={row.subject}>
              {row.subject}
            </span>
            <span className={cells['cell']}>{row.channelName}</span>
            <span className={cells['cell']} title={row.words ?? undefined}>
              {row.words}
            </span>
            <span className={cells['cell']}>
              <Time at={row.createdAt} />
            </span>
          </>
        )}
      />
    </div>
  );
}
