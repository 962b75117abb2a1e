import type { Channel } from '../../../../../shared/channel.ts';
import type { KeptSecrets } from '../../kept-secrets.ts';
import type { ChannelSecrets } from '../sending/sender.ts';

const secret = (id: number): string => `channel/${id}/secret`;
const signing = (id: number): string => `channel/${id}/signing`;

/** The password or address of a channel, and what its posts are signed with, as they lie in the vault. */
export function createChannelSecrets(store: KeptSecrets) {
  return {
    /** @throws AppError `locked` where the channel has any */
    read({ id, kind, hasSecret }: Channel): ChannelSecrets {
      if (!hasSecret) return { secret: undefined, signing: undefined };
      return {
        secret: store.get(secret(id)),
        signing: kind === 'webhook' ? store.get(signing(id)) : undefined,
      };
    },
    keep: (id: number, value: string) => store.put(secret(id), value),
    sign: (id: number, value: string) => store.put(signing(id), value),
    forgetSecret: (id: number) => store.remove(secret(id)),
    forget(id: number): void {
      store.remove(secret(id));
      store.remove(signing(id));
    },
  };
}
