import type { Connection } from '../../../../shared/connection.ts';

/** What is known of a sender. */
export type KnownConnection = Pick<
  Connection,
  'id' | 'kind' | 'organizationId' | 'enabled' | 'previousSecretUntil'
> & { readonly tokenHash: Buffer | null };

export interface SenderDeps {
  readonly connectionOf: (id: number) => KnownConnection | undefined;
  /** @throws AppError `locked` */
  readonly secretsOf: (id: number, previousUntil: number | null) => readonly string[];
}

export interface KnownSender {
  readonly connection: KnownConnection;
  /** @throws AppError `locked` */
  secrets(): readonly string[];
}

/** Holds what each request of a sender would read and unseal anew, until anything about connections changes. */
export function createKnownSenders({ connectionOf, secretsOf }: SenderDeps) {
  const known = new Map<number, KnownSender & { readonly until: number }>();

  function read(id: number, now: number): (KnownSender & { until: number }) | undefined {
    const connection = connectionOf(id);
    if (!connection) return undefined;
    const { previousSecretUntil } = connection;
    let secrets: readonly string[] | undefined;
    const until = previousSecretUntil !== null && previousSecretUntil > now ? previousSecretUntil : Infinity;
    return { connection, until, secrets: () => (secrets ??= secretsOf(id, previousSecretUntil)) };
  }

  return {
    get(id: number, now: number): KnownSender | undefined {
      const held = known.get(id);
      if (held && now < held.until) return held;
      const found = read(id, now);
      if (found) known.set(id, found);
      return found;
    },
    forget: (): void => known.clear(),
  };
}
