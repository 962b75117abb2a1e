import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { matchOptions, moveHighlight } from '../../components/picker-match.ts';
import { clockTrouble } from '../../lib/clock-words.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { isOutOfStep, useSecond } from '../../lib/one-time-codes.ts';
import { retry } from '../../lib/answers.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { CodeCountdown, CodeDigits, CodeOwner, viewCode } from './code-parts.tsx';
import { nameOfCode } from './find-codes.ts';
import styles from './quick-codes.module.css';

const shownAtMost = 8;

/** The small window: letters find the code, Enter copies it and the window is gone again. */
export function QuickCodes() {
  const status = useAnswer('vault', 'status', {}).value;
  const clockIs = clockTrouble(useAnswer('system', 'status', {}).value?.clockAheadMs ?? null);
  return (
    <main className={styles['window']}>
      {clockIs !== null && (
        <p className={styles['warning']} role="status">
          The clock of this computer is {clockIs}: codes are refused.
        </p>
      )}
      {status?.state === 'unlocked' ? (
        <CodeList />
      ) : (
        <Closed words={status?.state === 'locked' ? status.detail : 'The vault is being opened.'} />
      )}
    </main>
  );
}

function Closed({ words }: { words: string }) {
  const open = () => {
    void client.shell.openPlace({ to: 'vault' });
    void client.shell.hideCodeWindow({});
  };
  return (
    <div className={styles['closed']}>
      <h1 className={styles['heading']}>The vault is locked</h1>
      <p>{words}</p>
      <button type="button" className={styles['open']} autoFocus onClick={open} onKeyDown={hideOnEscape}>
        Open it in Techbench
      </button>
    </div>
  );
}

function hideOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') void client.shell.hideCodeWindow({});
}

function CodeList() {
  const answer = useAnswer('codes', 'list', {});
  const codes = answer.value?.codes ?? [];
  const [query, setQuery] = useState('');
  const [highlight, setHighlight] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const now = useSecond();
  const isOver = codes.some((code) => isOutOfStep(code, now));
  useEffect(() => {
    if (isOver) retry('codes.list', {});
  }, [isOver]);
  useEffect(() => {
    // Shown again, it starts afresh: what was looked for an hour ago is not looked for now.
    const onFocus = () => {
      setQuery('');
      setHighlight(0);
      setProblem(null);
      field.current?.focus();
    };
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  const shown = matchOptions(
    codes.map((code) => ({
      id: String(code.entryId),
      code,
      label: nameOfCode(code),
      keywords: `${code.title} ${code.account} ${code.tags.join(' ')}`,
    })),
    query,
  ).slice(0, shownAtMost);
  const current = Math.min(highlight, shown.length - 1);
  const copy = async (code: ShownCode) => {
    if (code.reprompt) {
      await client.shell.openPlace({ to: `vault/${code.entryId}` });
    } else {
      await client.shell.copyFromEntry({ entryId: code.entryId, what: 'code' });
    }
    await client.shell.hideCodeWindow({});
  };
  const choose = (code: ShownCode | undefined) => {
    if (code) copy(code).catch((error: unknown) => setProblem(errorMessage(error)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = moveHighlight(event.key, current, shown.length);
    if (next !== null) setHighlight(next);
    else if (event.key === 'Enter') choose(shown[current]?.code);
    else if (event.key === 'Escape') void client.shell.hideCodeWindow({});
    else return;
    event.preventDefault();
  };
  return (
    <>
      <h1 className="visually-hidden">One-time codes</h1>
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={shown[current] ? `${listId}-${shown[current].id}` : undefined}
        aria-label="Find a code"
        className={styles['field']}
        placeholder="Find a code, Enter copies it"
        spellCheck={false}
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setHighlight(0);
        }}
        onKeyDown={onKeyDown}
      />
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div id={listId} role="listbox" aria-label="Codes" className={styles['list']}>
        {shown.map(({ id, code }, at) => (
          <Row
            key={id}
            id={`${listId}-${id}`}
            code={code}
            now={now}
            active={at === current}
            onChoose={() => choose(code)}
          />
        ))}
      </div>
      {shown.length === 0 && answer.value && (
        <p className={styles['none']}>
          {codes.length === 0 ? 'No entry has a one-time code.' : 'No code is called that.'}
        </p>
      )}
    </>
  );
}

interface RowProps {
  id: string;
  code: ShownCode;
  now: number;
  active: boolean;
  onChoose: () => void;
}

function Row({ id, code, now, active, onChoose }: RowProps) {
  const view = viewCode(code, now);
  return (
    // The field above has the keyboard; a listbox is moved through from there.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={styles['row']}
      onClick={onChoose}
    >
      <CodeOwner code={code} />
      <CodeDigits code={code} view={view} />
      <span className={styles['left']}>
        <CodeCountdown code={code} view={view} />
      </span>
    </div>
  );
}
