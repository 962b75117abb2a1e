import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Channel } from '../../../shared/channel.ts';
import type { NotificationRule } from '../../../shared/notification-rule.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useActions } from '../../lib/actions.ts';
import type { Answer } from '../../lib/answers.ts';
import { numberText } from '../../lib/format.ts';
import type { NotificationPart } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ChannelList } from './channel-list.tsx';
import { NotificationList } from './notification-list.tsx';
import styles from './notifications.module.css';
import { RuleList } from './rule-list.tsx';

interface PartListProps {
  part: NotificationPart;
  channels: Answer<readonly Channel[]>;
  rules: Answer<readonly NotificationRule[]>;
  channelName: (id: number) => string;
  failedOnly: boolean;
  openId: number | null;
  icon: LucideIcon;
  onOpen: (id: number) => void;
  onAdd: () => void;
}

/** As many as are drawn at once. */
const mostShown = 200;

/** The list of the part that is shown, or why there is nothing in it. */
export function PartList(props: PartListProps) {
  const { part, channels, rules, openId, onOpen, onAdd, icon } = props;
  if (part === 'log')
    return <Log failedOnly={props.failedOnly} openId={openId} icon={icon} onOpen={onOpen} />;
  const has = (channels.value?.length ?? 0) > 0;
  if (part === 'rules' && has) {
    return (
      <Listed
        answer={rules}
        noun="rules"
        icon={icon}
        empty={
          <EmptyState
            icon={icon}
            title="Nobody is told of anything yet"
            action={
              <Button variant="primary" keys="w" onClick={onAdd}>
                New rule
              </Button>
            }
          >
            A rule says which alerts and events go by which channel, when not, and who is next while nobody
            answers.
          </EmptyState>
        }
      >
        {(found) => (
          <RuleList rules={found} channelName={props.channelName} openId={openId} onOpen={onOpen} />
        )}
      </Listed>
    );
  }
  return (
    <Listed
      answer={channels}
      noun="channels"
      icon={icon}
      empty={
        <EmptyState
          icon={icon}
          title="There is no way to reach anybody yet"
          action={
            <Button variant="primary" keys="w" onClick={onAdd}>
              New channel
            </Button>
          }
        >
          A mail server, a channel of Slack or Teams, a webhook or this desktop: rules send by it, and callers
          of the API.
        </EmptyState>
      }
    >
      {(found) => <ChannelList channels={found} openId={openId} onOpen={onOpen} />}
    </Listed>
  );
}

interface ListedProps<T> {
  answer: Answer<readonly T[]>;
  noun: string;
  icon: LucideIcon;
  empty: ReactNode;
  children: (found: readonly T[]) => ReactNode;
}

function Listed<T>({ answer, noun, icon, empty, children }: ListedProps<T>) {
  if (answer.value === undefined) {
    if (answer.status === 'loading') return <Skeleton rows={6} label={`Loading the ${noun}`} />;
    return (
      <EmptyState icon={icon} title={`The ${noun} could not be read`}>
        {answer.status === 'failed' && answer.error.message} Nothing was lost.
      </EmptyState>
    );
  }
  return answer.value.length === 0 ? empty : children(answer.value);
}

type LogProps = Pick<PartListProps, 'failedOnly' | 'openId' | 'icon' | 'onOpen'>;

function Log({ failedOnly, openId, icon, onOpen }: LogProps) {
  const filter = failedOnly ? { state: ['failed' as const] } : {};
  const [offset, setOffset] = useState(0);
  const answer = useAnswer('notifications', 'list', { filter, offset, limit: mostShown });
  const { rows, total = 0 } = answer.value ?? {};
  const [newer, older] = [offset - mostShown, offset + mostShown];
  useActions([
    {
      id: 'notifications.older',
      name: 'Older notifications',
      group: 'Notifications',
      keys: [']'],
      when: () => older < total,
      run: () => setOffset(older),
    },
    {
      id: 'notifications.newer',
      name: 'Newer notifications',
      group: 'Notifications',
      keys: ['['],
      when: () => newer >= 0,
      run: () => setOffset(newer),
    },
  ]);
  return (
    <Listed
      answer={{ ...answer, value: rows } as Answer<NonNullable<typeof rows>>}
      noun="notifications"
      icon={icon}
      empty={
        <EmptyState icon={icon} title={failedOnly ? 'Nothing failed' : 'Nothing was sent yet'}>
          {failedOnly
            ? 'Whatever was given up is listed here, with what the far side said.'
            : 'What rules, callers of the API and tests send is listed here, with what became of it.'}
        </EmptyState>
      }
    >
      {(found) => (
        <div className={styles['paged']}>
          <NotificationList rows={found} openId={openId} onOpen={onOpen} />
          {total > mostShown && (
            <p className={styles['pages']}>
              {numberText(offset + 1)} to {numberText(offset + found.length)} of {numberText(total)}
              <Button keys="[" disabled={newer < 0} onClick={() => setOffset(newer)}>
                Newer
              </Button>
              <Button keys="]" disabled={older >= total} onClick={() => setOffset(older)}>
                Older
              </Button>
            </p>
          )}
        </div>
      )}
    </Listed>
  );
}
