/** The vault's store of credentials, as far as this room uses it; `engine.ts` hands it in. */
export interface KeptSecrets {
  /** @throws AppError `locked` */
  put(name: string, secret: string): void;
  /** Undefined where there is none. @throws AppError `locked` */
  get(name: string): string | undefined;
  remove(name: string): void;
}

/** Secrets that sign and verify: the current one, and the one before it while both count. */
export interface RotatingSecrets {
  /** @throws AppError `locked` */
  read(id: number, previousUntil: number | null, now: number): readonly [current?: string, previous?: string];
  set(id: number, secret: string): void;
  /** The old one goes on for the overlap. */
  replace(id: number, secret: string): void;
  forget(id: number): void;
}

/** @param noun whose secrets: they lie under `webhook/3/secret` and `webhook/3/previous` */
export function rotatingSecrets(store: KeptSecrets, noun: string): RotatingSecrets {
  const current = (id: number): string => `${noun}/${id}/secret`;
  const previous = (id: number): string => `${noun}/${id}/previous`;
  return {
    read(id, previousUntil, now) {
      const secret = store.get(current(id));
      if (secret === undefined) return [];
      const before = previousUntil !== null && now < previousUntil ? store.get(previous(id)) : undefined;
      return before === undefined ? [secret] : [secret, before];
    },
    set: (id, secret) => store.put(current(id), secret),
    replace(id, secret) {
      const old = store.get(current(id));
      if (old !== undefined) store.put(previous(id), old);
      store.put(current(id), secret);
    },
    forget(id) {
      store.remove(current(id));
      store.remove(previous(id));
    },
  };
}
