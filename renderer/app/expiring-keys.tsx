import type { ApiKey } from '../../shared/api-key.ts';
import { untoldExpiry } from '../../shared/key-expiry.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { client, errorMessage } from '../lib/client.ts';
import { useNow } from '../lib/clock.ts';
import { navigate } from '../lib/navigation.ts';
import { showFailure } from '../lib/toasts.ts';
import { useAnswer } from '../lib/use-answer.ts';

interface ExpiringKey {
  readonly key: ApiKey;
  readonly days: number;
}

/** Keys whose expiry has come to 14, 3 or 1 days without anybody having read of it. */
export function useExpiringKeys(): readonly ExpiringKey[] {
  const now = useNow();
  const keys = useAnswer('keys', 'list', {}).value ?? [];
  return keys.flatMap((key) => {
    const days = untoldExpiry(key, now);
    return days === null ? [] : [{ key, days }];
  });
}

async function acknowledge(expiring: readonly ExpiringKey[]): Promise<void> {
  try {
    await client.keys.acknowledgeExpiry({ ids: expiring.map(({ key }) => key.id) });
  } catch (error) {
    showFailure(errorMessage(error));
  }
}

/** Told once at each threshold: programs that use the key stop working when it ends. */
export function ExpiringKeys({ keys }: { keys: readonly ExpiringKey[] }) {
  const [first] = keys;
  const one = keys.length === 1 ? first : undefined;
  return (
    <Notice
      tone="warn"
      title={
        one ? `The API key “${one.key.name}” ${endsWithin(one.days)}` : `${keys.length} API keys end soon`
      }
      actions={
        <>
          <Button onClick={() => navigate({ screen: 'keys', keyId: one?.key.id ?? null })}>
            {one ? 'Show the key' : 'Show the keys'}
          </Button>
          <Button variant="primary" onClick={() => void acknowledge(keys)}>
            I have read this
          </Button>
        </>
      }
    >
      {!one && `${keys.map(({ key, days }) => `“${key.name}” ${endsWithin(days)}`).join(', ')}. `}
      Programs that use it are refused from then on. A rotated key keeps this end; a new one gets its own.
    </Notice>
  );
}

function endsWithin(days: number): string {
  return days === 1 ? 'ends within a day' : `ends within ${days} days`;
}
