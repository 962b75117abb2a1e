import type { Action } from '../../lib/actions.ts';
import type { ListCursor } from '../../lib/list-cursor.ts';

interface Asking {
  readonly kind: { readonly noun: string };
  readonly cursor: Pick<ListCursor, 'targetIds'>;
  ask(kind: string): void;
}

/** An action that asks something about the records it is about: `asks(assets, 'Assets', 'status', 'Set status…', 's')`. */
export function asks(session: Asking, group: string, kind: string, name: string, keys?: string): Action {
  return {
    id: `${session.kind.noun}.${kind}`,
    name,
    group,
    when: () => session.cursor.targetIds().length > 0,
    run: () => session.ask(kind),
    ...(keys === undefined ? {} : { keys: [keys] }),
  };
}
