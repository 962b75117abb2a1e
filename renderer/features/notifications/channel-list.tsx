import type { Channel } from '../../../shared/channel.ts';
import { ListBox } from '../../components/list-box.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { numberText } from '../../lib/format.ts';
import { addressOf, healthOf, kindLabels } from './notification-words.ts';
import cells from '../../components/list-cells.module.css';
import styles from './notifications.module.css';

interface ChannelListProps {
  channels: readonly Channel[];
  openId: number | null;
  onOpen: (id: number) => void;
}

/** One line a channel: what it is, where it leads, how it does. */
export function ChannelList({ channels, openId, onOpen }: ChannelListProps) {
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="Channels"
        className={styles['channels']}
        items={channels}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={onOpen}
        heads={['Channel', 'Kind', 'Leads to', 'Waiting', 'Failed', 'Health']}
        row={(channel) => {
          const health = healthOf(channel);
          return (
            <>
              <span className={cells['name']}>{channel.name}</span>
              <span className={cells['cell']}>{kindLabels[channel.kind]}</span>
              <span className={cells['cell']} title={addressOf(channel)}>
                {addressOf(channel)}
              </span>
              <span className={cells['number']}>{numberText(channel.waiting)}</span>
              <span className={cells['number']}>{numberText(channel.failed)}</span>
              <span className={cells['cell']}>
                <StateDot shape={health.shape}>{health.text}</StateDot>
              </span>
            </>
          );
        }}
      />
    </div>
  );
}
