import type { Notification } from '../../../shared/notification.ts';
import { ListBox } from '../../components/list-box.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { stateLabels, stateShapes } from './notification-words.ts';
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
            <span className={styles['cell']}>
              <StateDot shape={stateShapes[row.state]}>{stateLabels[row.state]}</StateDot>
            </span>
            <span className={styles['name']} title={row.subject}>
              {row.subject}
            </span>
            <span className={styles['cell']}>{row.channelName}</span>
            <span className={styles['cell']} title={row.words ?? undefined}>
              {row.words}
            </span>
            <span className={styles['cell']}>
              <Time at={row.createdAt} />
            </span>
          </>
        )}
      />
    </div>
  );
}
