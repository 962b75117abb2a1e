import { AlarmClock, MessageSquare, StickyNote } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../../../components/button.tsx';
import { Keycap } from '../../../components/keycap.tsx';
import { cx } from '../../../lib/class-names.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { pressName } from '../../../lib/keys.ts';
import { sendMessage } from '../ticket-verbs.ts';
import { showOverlay, useTriage } from '../triage-store.ts';
import styles from './composer.module.css';

type Visibility = 'public' | 'internal';

/** Reply or note; each keeps its own unsent text for each ticket. */
export function Composer({ id, requester }: { id: number; requester: string | null }) {
  const wanted = useTriage(({ compose }) => compose);
  const [visibility, setVisibility] = useState<Visibility>('public');
  const field = useRef<HTMLTextAreaElement>(null);
  const seen = useRef(0);
  const draft = useDraft(`${visibility === 'public' ? 'reply' : 'note'}:${id}`);
  const isReply = visibility === 'public';

  useEffect(() => {
    // Only a fresh press turns and focuses the composer; opening the next ticket must not.
    if (wanted.version === seen.current || wanted.version === composedVersion) return;
    seen.current = wanted.version;
    composedVersion = wanted.version;
    setVisibility(wanted.visibility);
    field.current?.focus();
  }, [wanted]);

  const send = (resolve: boolean) => {
    const { text } = draft;
    if (text.trim() === '') return;
    draft.clear();
    if (resolve) field.current?.blur();
    void sendMessage({ ids: [id], text, visibility, ...(resolve ? { status: 'resolved' } : {}) }).then(
      (taken) => {
        // Refused: the words come back to where they were written.
        if (!taken) draft.setText(text);
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressName(event);
    if (press === 'mod+enter') send(false);
    else if (press === 'mod+shift+enter') send(true);
    else if (press === 'escape') field.current?.blur();
    else return;
    event.preventDefault();
  };
  const turn = (to: Visibility) => () => {
    setVisibility(to);
    field.current?.focus();
  };
  const placeholder = isReply
    ? `Reply to ${requester?.split(' ')[0] ?? 'the customer'}…`
    : 'Note for technicians only…';
  const empty = draft.text.trim() === '';

  return (
    <div className={cx(styles['composer'], !isReply && styles['note'])}>
      <textarea
        ref={field}
        rows={2}
        className={styles['field']}
        aria-label={isReply ? 'Reply' : 'Internal note'}
        placeholder={placeholder}
        value={draft.text}
        onChange={(event) => draft.setText(event.target.value)}
        onBlur={draft.flush}
        onKeyDown={onKeyDown}
      />
      <div className={styles['bar']}>
        <Button variant="quiet" icon={MessageSquare} keys="r" aria-pressed={isReply} onClick={turn('public')}>
          Reply
        </Button>
        <Button variant="quiet" icon={StickyNote} keys="n" aria-pressed={!isReply} onClick={turn('internal')}>
          Note
        </Button>
        <span className={styles['space']} />
        {empty ? (
          <Button icon={AlarmClock} onClick={() => showOverlay({ kind: 'snooze', ids: [id] })}>
            Snooze
          </Button>
        ) : (
          <Button onClick={() => send(true)} aria-keyshortcuts="Control+Shift+Enter" title="Ctrl Shift Enter">
            {isReply ? 'Send & resolve' : 'Add & resolve'}
          </Button>
        )}
        <Button
          variant="primary"
          disabled={empty}
          onClick={() => send(false)}
          aria-keyshortcuts="Control+Enter"
        >
          {isReply ? 'Send' : 'Add'} <Keycap keys="mod+enter" />
        </Button>
      </div>
    </div>
  );
}

/** The last press that any composer has answered; a remounted one must not answer it again. */
let composedVersion = 0;
