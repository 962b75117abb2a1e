import { Search, Timer } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { AddButton, AddFirst } from '../../components/add-button.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterChips } from '../../components/filter-chips.tsx';
import { ListField } from '../../components/list-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { Screen, ScreenBody } from '../../components/screen.tsx';
import { useActions } from '../../lib/actions.ts';
import { copyPart } from '../../lib/copy-from-entry.ts';
import { numberText, plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { AddCode } from './add-code.tsx';
import { codeActions, codeSearchId } from './code-actions.ts';
import { CodeFilterPicker } from './code-filter-picker.tsx';
import { CodeGrid } from './code-grid.tsx';
import { findCodes, moveInGrid, noFilter } from './find-codes.ts';
import { ShowCodeAsQr } from './show-code-as-qr.tsx';
import styles from './codes.module.css';

type Asking = 'add' | 'filter' | { readonly showQrOf: ShownCode };

const none: readonly ShownCode[] = [];
const copy = (code: ShownCode) => copyPart({ ...code, id: code.entryId }, 'code');

/** Every one-time code there is, large enough to type off and one key from the clipboard. */
export function CodesScreen() {
  const answer = useAnswer('codes', 'list', {});
  const organizations = useOrganizations();
  const [filter, setFilter] = useState(noFilter);
  const [currentId, setCurrentId] = useState<number | null>(null);
  const [columns, setColumns] = useState(1);
  const [asking, setAsking] = useState<Asking | null>(null);
  const all = answer.value?.codes ?? none;
  const { nameOf } = organizations;
  const shown = useMemo(() => findCodes(all, filter, nameOf), [all, filter, nameOf]);
  const found = shown.findIndex(({ entryId }) => entryId === currentId);
  const index = shown.length === 0 ? -1 : Math.max(0, found);
  const current = shown[index];
  const isNarrowed = filter.organizationId !== null || filter.tag !== null || filter.search !== '';
  const clear = () => setFilter(noFilter);
  const close = useCallback(() => setAsking(null), []);
  const choose = useCallback((code: ShownCode) => {
    setCurrentId(code.entryId);
    void copy(code);
  }, []);
  const move = (step: Parameters<typeof moveInGrid>[1]) =>
    setCurrentId(shown[moveInGrid(index, step, columns, shown.length)]?.entryId ?? null);

  useActions(
    codeActions({
      current,
      count: shown.length,
      move,
      copy: choose,
      clear: isNarrowed ? clear : null,
      add: () => setAsking('add'),
      filter: () => setAsking('filter'),
      showQr: (code) => setAsking({ showQrOf: code }),
    }),
  );

  const chips = [
    ...(filter.organizationId === null
      ? []
      : [
          {
            key: 'organization',
            text: `Organization: ${nameOf(filter.organizationId) ?? '…'}`,
            onRemove: () => setFilter({ ...filter, organizationId: null }),
          },
        ]),
    ...(filter.tag === null
      ? []
      : [{ key: 'tag', text: `Tag: ${filter.tag}`, onRemove: () => setFilter({ ...filter, tag: null }) }]),
  ];
  const countText = !answer.value
    ? ''
    : isNarrowed
      ? `${numberText(shown.length)} of ${numberText(all.length)}`
      : numberText(all.length);

  return (
    <Screen>
      <TopBar
        title="One-time codes"
        count={countText}
        actions={
          <>
            <ListField
              id={codeSearchId}
              icon={Search}
              label="Find a code"
              keys="/"
              value={filter.search}
              onChange={(search) => setFilter({ ...filter, search })}
              onMove={move}
              onChoose={() => current && choose(current)}
            />
            <AddButton onAdd={() => setAsking('add')}>Add code</AddButton>
          </>
        }
      >
        {all.length > 0 && <FilterChips chips={chips} onFilter={() => setAsking('filter')} />}
      </TopBar>
      {answer.status === 'failed' && all.length > 0 && (
        <Notice tone="warn" title="The engine does not answer">
          {answer.error.message} Codes that have ended are not shown; the others are still right.
        </Notice>
      )}
      <ScreenBody>
        {!answer.value && answer.status !== 'failed' && <Skeleton rows={6} label="Making the codes" />}
        {!answer.value && answer.status === 'failed' && (
          <EmptyState icon={Timer} title="The codes could not be read">
            {answer.error.message}
          </EmptyState>
        )}
        {answer.value && all.length === 0 && (
          <EmptyState
            icon={Timer}
            title="No one-time codes yet"
            action={<AddFirst onAdd={() => setAsking('add')}>Add code</AddFirst>}
          >
            Second factors of your clients' accounts, made on this machine and sealed in the vault. Add one by
            the address or QR code that a site shows, or import those of your phone.
          </EmptyState>
        )}
        {all.length > 0 && shown.length === 0 && (
          <EmptyState
            icon={Search}
            title="No code matches"
            action={
              <Button keys="escape" onClick={clear}>
                Show all codes
              </Button>
            }
          >
            None of the {plural(all.length, 'code')} has all of this.
          </EmptyState>
        )}
        {shown.length > 0 && (
          <CodeGrid
            all={all}
            codes={shown}
            currentIndex={index}
            clientName={nameOf}
            onChoose={choose}
            onColumns={setColumns}
          />
        )}
      </ScreenBody>
      {shown.length > 0 && (
        <p className={styles['foot']}>Enter copies. Copied codes leave the clipboard after 20 seconds.</p>
      )}
      {asking === 'add' && (
        <AddCode
          organizationId={filter.organizationId}
          onAdded={(entryId) => setCurrentId(entryId)}
          onClose={close}
        />
      )}
      {asking === 'filter' && (
        <CodeFilterPicker
          codes={all}
          organizations={organizations}
          filter={filter}
          onFilter={setFilter}
          onClose={close}
        />
      )}
      {typeof asking === 'object' && asking !== null && (
        <ShowCodeAsQr code={asking.showQrOf} onClose={close} />
      )}
    </Screen>
  );
}
