import { Button } from '../../components/button.tsx';
import { navigate } from '../../lib/navigation.ts';
import type { NotificationPart } from '../../lib/route.ts';

const parts: readonly (readonly [NotificationPart, string, string])[] = [
  ['channels', 'Channels', 'c'],
  ['rules', 'Rules', 'u'],
  ['log', 'Sent', 'l'],
];

/** Turns between how people are reached, when they are, and what was sent. */
export function PartTabs({ part, failed }: { part: NotificationPart; failed: number }) {
  return (
    <>
      {parts.map(([id, label, keys]) => (
        <Button
          key={id}
          keys={keys}
          aria-pressed={id === part}
          {...(id !== part && { variant: 'quiet' as const })}
          onClick={() => navigate({ screen: 'notifications', part: id, openId: null })}
        >
          {id === 'log' && failed > 0 ? `${label} (${failed} failed)` : label}
        </Button>
      ))}
    </>
  );
}
