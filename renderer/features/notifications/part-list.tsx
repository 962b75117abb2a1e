import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { Channel } from '../../../shared/channel.ts';
import type { NotificationRule } from '../../../shared/notification-rule.ts';
import { AddFirst } from '../../components/add-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListPages, pageRows } from '../../components/list-pages.tsx';
import { Listed } from '../../components/listed.tsx';
import { partOf, type Answer } from '../../lib/answers.ts';
import type { NotificationPart } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ChannelList } from './channel-list.tsx';
import { NotificationList } from './notification-list.tsx';
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
            action={<AddFirst onAdd={onAdd}>New rule</AddFirst>}
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
          action={<AddFirst onAdd={onAdd}>New channel</AddFirst>}
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

type LogProps = Pick<PartListProps, 'failedOnly' | 'openId' | 'icon' | 'onOpen'>;

function Log({ failedOnly, openId, icon, onOpen }: LogProps) {
  const filter = failedOnly ? { state: ['failed' as const] } : {};
  const [offset, setOffset] = useState(0);
  const answer = useAnswer('notifications', 'list', { filter, offset, limit: pageRows });
  const { rows, total = 0 } = answer.value ?? {};
  // The last one of the last page was removed.
  if (rows?.length === 0 && offset > 0) setOffset(0);
  return (
    <Listed
      answer={partOf(answer, (value) => value.rows)}
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
        <ListPages
          noun="notifications"
          group="Notifications"
          offset={offset}
          total={total}
          onTurn={setOffset}
        >
          <NotificationList rows={found} openId={openId} onOpen={onOpen} />
        </ListPages>
      )}
    </Listed>
  );
}
