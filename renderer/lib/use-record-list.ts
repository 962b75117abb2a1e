import { useEffect, useRef } from 'react';
import type { PushEvent } from '../../shared/events.ts';
import { onEngineReturn, subscribe } from './client.ts';
import type { ListCursor } from './list-cursor.ts';
import type { RowList } from './paged-list.ts';

/** A new list replaces the old one when it has rows, or when that takes long enough to be told. */
const swapAtLatestMs = 300;
const refreshEveryMs = 150;
/** The address follows the open record when held keys rest. */
const placeAfterMs = 400;
const firstRows = 40;
const wideEnough = '(width >= 900px)';

interface RecordListInput {
  readonly cursor: ListCursor;
  /** What is listed, in text: another text is another list. */
  readonly listKey: string;
  readonly makeList: () => RowList;
  /** The record that the place names (a link, a reload): it is opened, and the cursor put on it where it is listed. */
  readonly askedId: () => number | null;
  /** The first list opens nothing by itself. */
  readonly startsClosed?: boolean;
}

/** Keeps the list of a screen: the next one takes the place of the last without an empty frame between them. */
export function useRecordList(input: RecordListInput): void {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const { listKey, cursor } = input;
  useEffect(() => {
    const { store } = cursor;
    const list = latest.current.makeList();
    const standing = store.getState().list;
    // Where no list has had rows yet there is nothing to keep: the first one shows itself coming.
    const isFirst = standing === null || standing.state().status === 'loading';
    if (isFirst) store.setState({ list });
    let shown = false;
    // A pane that is to be open has nothing to show while the first rows are on their way.
    let owesPane = false;
    const show = () => {
      if (shown) return;
      shown = true;
      const before = store.getState();
      const asked = latest.current.askedId();
      // Who comes back to the same list finds the cursor where it was.
      const isSame = !isFirst && before.listKey === listKey;
      const wanted = asked ?? (isSame ? before.focusId : null);
      const focusIndex = wanted === null ? 0 : Math.max(0, list.indexOf(wanted));
      const focusId = list.idAt(focusIndex) ?? null;
      const opensFirst = latest.current.startsClosed !== true && window.matchMedia(wideEnough).matches;
      const hasPane = isFirst ? opensFirst : before.openId !== null;
      const openId = asked ?? (isSame ? before.openId : hasPane ? focusId : null);
      store.setState({ list, listKey, focusIndex, focusId, openId });
      owesPane = hasPane && openId === null && list.state().status === 'loading';
      standing?.close();
    };
    list.show(0, firstRows);
    const timer = setTimeout(show, swapAtLatestMs);
    const stop = list.subscribe(() => {
      if (list.state().status === 'loading') return;
      show();
      cursor.settle();
      if (owesPane) {
        owesPane = false;
        store.setState({ openId: store.getState().focusId });
      }
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the key stands for what is listed
  }, [listKey, cursor]);
}

/** Live data: at once for the first change, then at most a few times a second. */
export function useLiveRefresh({ store }: ListCursor, isAbout: (event: PushEvent) => boolean): void {
  const about = useRef(isAbout);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let again = false;
    const refresh = () => {
      if (timer !== undefined) {
        again = true;
        return;
      }
      store.getState().list?.refresh();
      timer = setTimeout(() => {
        timer = undefined;
        if (again) {
          again = false;
          refresh();
        }
      }, refreshEveryMs);
    };
    const stop = subscribe((event) => {
      if (about.current(event)) refresh();
    });
    const stopReturns = onEngineReturn(refresh);
    return () => {
      stop();
      stopReturns();
      clearTimeout(timer);
    };
  }, [store]);
}

interface PlaceInput {
  readonly cursor: ListCursor;
  /** What the place names now. */
  readonly placeId: number | null;
  readonly writePlace: (openId: number | null) => void;
}

/** Keeps the address and the open record the same. */
export function useOpenInPlace({ cursor, placeId, writePlace }: PlaceInput): void {
  const { store } = cursor;
  const write = useRef(writePlace);
  useEffect(() => {
    write.current = writePlace;
  });
  useEffect(() => {
    // A link to another record of what is listed brings the cursor along.
    if (placeId !== null && placeId !== store.getState().openId) cursor.goTo(placeId);
  }, [placeId, store, cursor]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe(({ openId }, before) => {
      if (openId === before.openId) return;
      clearTimeout(timer);
      timer = setTimeout(() => write.current(openId), placeAfterMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
}
