import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import type { Channel } from '../../../shared/channel.ts';
import type { NotificationRule } from '../../../shared/notification-rule.ts';
import { AddButton } from '../../components/add-button.tsx';
import { Button } from '../../components/button.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { useActions } from '../../lib/actions.ts';
import { closeAction } from '../../lib/close-action.ts';
import { navigate } from '../../lib/navigation.ts';
import type { NotificationPart } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ChannelDetail } from './channel-detail.tsx';
import { Asked, type Asking } from './asked.tsx';
import { NotificationDetail } from './notification-detail.tsx';
import { OutboxNotice } from './outbox-notice.tsx';
import { PartList } from './part-list.tsx';
import { PartTabs } from './part-tabs.tsx';
import styles from './notifications.module.css';
import { RuleDetail } from './rule-detail.tsx';

const group = 'Notifications';
const noChannels: readonly Channel[] = [];
const noRules: readonly NotificationRule[] = [];
const go = (part: NotificationPart, openId: number | null = null) =>
  navigate({ screen: 'notifications', part, openId });

/** Who is told of what, by which way, and what became of it. */
export function NotificationsScreen({ part, openId }: { part: NotificationPart; openId: number | null }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [failedOnly, setFailedOnly] = useState(false);
  const channelsAnswer = useAnswer('channels', 'list', {});
  const rulesAnswer = useAnswer('notificationRules', 'list', {});
  const outbox = useAnswer('notifications', 'outbox', {}).value;
  const channels = channelsAnswer.value ?? noChannels;
  const rules = rulesAnswer.value ?? noRules;
  const close = () => go(part);
  const showLog = (id: number | null = null) => go('log', id);
  const canRule = channels.length > 0;
  const add = () => {
    if (part === 'rules' && canRule) setAsking({ kind: 'rule', rule: null });
    else setAsking({ kind: 'channel', channel: null });
  };
  const showFailed = () => {
    setFailedOnly(true);
    showLog();
  };
  useActions([
    {
      id: 'notifications.new',
      name: 'New channel or rule',
      group,
      keys: ['w'],
      when: () => part !== 'log',
      run: add,
    },
    { id: 'notifications.channels', name: 'Channels', group, keys: ['c'], run: () => go('channels') },
    {
      id: 'notifications.rules',
      name: 'Rules',
      group,
      keys: ['u'],
      run: () => go('rules'),
    },
    { id: 'notifications.log', name: 'What was sent', group, keys: ['l'], run: () => showLog() },
    {
      id: 'notifications.failed',
      name: 'Failed ones only, or all',
      group,
      keys: ['f'],
      when: () => part === 'log',
      run: () => setFailedOnly(!failedOnly),
    },
    closeAction({
      id: 'notifications.close',
      name: 'Close what is open',
      group,
      isOpen: openId !== null,
      run: close,
    }),
  ]);
  const channelName = (id: number) => channels.find((each) => each.id === id)?.name ?? '…';
  const openChannel = part === 'channels' ? channels.find(({ id }) => id === openId) : undefined;
  const openRule = part === 'rules' ? rules.find(({ id }) => id === openId) : undefined;

  function detail() {
    if (openChannel) {
      return (
        <ChannelDetail
          key={openChannel.id}
          channel={openChannel}
          ask={(what) =>
            setAsking({ kind: what === 'edit' ? 'channel' : 'remove_channel', channel: openChannel })
          }
          onNotification={showLog}
          onReveal={(secret) => setAsking({ kind: 'reveal', channel: openChannel, secret })}
          onClose={close}
        />
      );
    }
    if (openRule) {
      return (
        <RuleDetail
          key={openRule.id}
          rule={openRule}
          channelName={channelName}
          ask={(what) => setAsking({ kind: what === 'edit' ? 'rule' : 'remove_rule', rule: openRule })}
          onClose={close}
        />
      );
    }
    if (part === 'log' && openId !== null)
      return <NotificationDetail key={openId} id={openId} onClose={close} />;
    return null;
  }

  return (
    <Screen>
      <TopBar
        title={group}
        count=""
        actions={
          <>
            <PartTabs part={part} failed={outbox?.failed ?? 0} />
            {part === 'log' ? (
              <Button keys="f" aria-pressed={failedOnly} onClick={() => setFailedOnly(!failedOnly)}>
                Failed only
              </Button>
            ) : (
              <AddButton onAdd={add}>{part === 'rules' && canRule ? 'New rule' : 'New channel'}</AddButton>
            )}
          </>
        }
      />
      {outbox && part !== 'log' && (
        <div className={styles['lead']}>
          <OutboxNotice outbox={outbox} onFailed={showFailed} />
        </div>
      )}
      <DetailBody noun="record" detail={detail()}>
        <PartList
          part={part}
          channels={channelsAnswer}
          rules={rulesAnswer}
          channelName={channelName}
          failedOnly={failedOnly}
          openId={openId}
          icon={Megaphone}
          onOpen={(id) => go(part, id)}
          onAdd={add}
        />
      </DetailBody>
      {asking && (
        <Asked
          asking={asking}
          channels={channels}
          onAsk={setAsking}
          onClose={() => setAsking(null)}
          onDone={(where, id) => {
            setAsking(null);
            go(where, id);
          }}
        />
      )}
    </Screen>
  );
}
