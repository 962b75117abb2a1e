import { useEffect, useState } from 'react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { client } from '../../lib/client.ts';
import { isOutOfStep } from '../../lib/one-time-codes.ts';

/** As long as the engine stays silent it is asked again this often, not with every tick. */
const askAgainMs = 2000;
const none: ReadonlyMap<number, ShownCode> = new Map();

interface Fresh {
  /** The list that they are newer than; a newer list makes them old. */
  readonly list: readonly ShownCode[];
  readonly byId: ReadonlyMap<number, ShownCode>;
}

/**
 * The codes on screen, kept in step: each answer holds the code of the next step too, so a turn is drawn from what is
 * here, and only what is seen is asked for anew. Thousands of others wait until they are scrolled to.
 */
export function useFreshCodes(
  list: readonly ShownCode[],
  visible: readonly ShownCode[],
  now: number,
): readonly ShownCode[] {
  const [fresh, setFresh] = useState<Fresh>({ list, byId: none });
  const known = fresh.list === list ? fresh.byId : none;
  const codes = visible.map((code) => known.get(code.entryId) ?? code);
  const ended = codes.filter((code) => isOutOfStep(code, now));
  const ids = ended.map(({ entryId }) => entryId).join();
  const attempt = ids === '' ? 0 : Math.floor(now / askAgainMs);
  useEffect(() => {
    if (ids === '') return undefined;
    let gone = false;
    const ask = async () => {
      const answer = await client.codes.list({ ids: ids.split(',').map(Number) });
      if (gone) return;
      const newer = answer.codes.map((code) => [code.entryId, code] as const);
      setFresh((before) => ({
        list,
        byId: new Map([...(before.list === list ? before.byId : none), ...newer]),
      }));
    };
    // Locked meanwhile, or the engine is away: an ended code is not shown, and it is asked for again.
    ask().catch(() => undefined);
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `attempt` stands for the time
  }, [ids, list, attempt]);
  return codes;
}
