import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DetailHead, FixedTitle } from '../../components/detail/detail-head.tsx';
import { DetailPane, DetailPlace } from '../../components/detail/detail-pane.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useActions } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { originLabels, stateLabels, stateShapes } from './notification-words.ts';
import styles from './notifications.module.css';

/** Sends them again, now. */
export async function sendAgain(ids: readonly number[]): Promise<void> {
  try {
    await client.notifications.retry({ ids: [...ids] });
    showToast(ids.length === 1 ? 'It is sent again' : `${ids.length} are sent again`);
  } catch (error) {
    showFailure(`Not sent again: ${errorMessage(error)}`);
  }
}

/** One message: what it says, to whom, and what became of it. */
export function NotificationDetail({ id, onClose }: { id: number; onClose: () => void }) {
  const [part, setPart] = useState('message');
  const answer = useAnswer('notifications', 'get', { id });
  const found = answer.value;
  const again = () => void sendAgain([id]);
  useActions([
    {
      id: 'notification.retry',
      name: 'Send again',
      group: 'Notifications',
      keys: ['r'],
      when: () => found?.state === 'failed' && found.channelId !== null,
      run: again,
    },
  ]);
  if (!found) {
    return (
      <DetailPlace label="Notification">
        {answer.status === 'failed' ? (
          <EmptyState icon={RotateCw} title="It could not be read">
            {answer.error.message}
          </EmptyState>
        ) : (
          <Skeleton rows={6} label="Loading the notification" />
        )}
      </DetailPlace>
    );
  }
  return (
    <DetailPane
      id="notification-detail"
      label={found.subject}
      of="the notification"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="notification"
          onClose={onClose}
          meta={<StateDot shape={stateShapes[found.state]}>{stateLabels[found.state]}</StateDot>}
          title={<FixedTitle>{found.subject}</FixedTitle>}
        >
          {found.state === 'failed' && found.channelId !== null && (
            <Button icon={RotateCw} keys="r" onClick={again}>
              Send again
            </Button>
          )}
        </DetailHead>
      }
      parts={[
        {
          id: 'message',
          label: 'Message',
          content: (
            <Properties>
              <p className={styles['message']}>{found.message}</p>
              {found.items.length > 1 && (
                <ul className={styles['items']}>
                  {found.items.map((item, at) => (
                    <li key={`${at}-${item.at}`}>
                      {item.title}
                      <p>
                        {[item.detail, item.organizationName].filter(Boolean).join(' · ')} ·{' '}
                        <Time at={item.at} />
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </Properties>
          ),
        },
        {
          id: 'sending',
          label: 'Sending',
          content: (
            <Properties>
              <PropertyList>
                <Property label="Channel">{found.channelName}</Property>
                <Property label="Sent by">{originLabels[found.origin]}</Property>
                {found.recipients.length > 0 && <Property label="To">{found.recipients.join(', ')}</Property>}
                <Property label="Said">{found.words ?? 'Nothing yet'}</Property>
                <Property label="Attempts">{String(found.attempts)}</Property>
                {found.nextAttemptAt !== null && (
                  <Property label="Next attempt">
                    <Time at={found.nextAttemptAt} form="moment" />
                  </Property>
                )}
                <Property label="Made">
                  <Time at={found.createdAt} form="moment" />
                </Property>
                {found.sentAt !== null && (
                  <Property label="Taken">
                    <Time at={found.sentAt} form="moment" />
                  </Property>
                )}
                <Property label="Id">
                  <code>{found.messageId}</code>
                </Property>
              </PropertyList>
            </Properties>
          ),
        },
      ]}
    />
  );
}
