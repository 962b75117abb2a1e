import { PanelRightClose } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useInlineField, type InlineField } from '../../lib/drafts.ts';
import { ariaKeys, Button, IconButton } from '../button.tsx';
import { Keycap } from '../keycap.tsx';
import styles from './detail-head.module.css';

interface DetailHeadProps {
  /** Number and origin, before the button that closes. */
  meta: ReactNode;
  /** What the pane shows, in lower case: "ticket". */
  noun: string;
  onClose: () => void;
  title: ReactNode;
  /** The properties that matter most, each with its key. */
  children?: ReactNode;
}

export function DetailHead({ meta, noun, onClose, title, children }: DetailHeadProps) {
  return (
    <header className={styles['head']}>
      <div className={styles['meta']}>
        {meta}
        <span className={styles['space']} />
        <IconButton
          icon={PanelRightClose}
          label={`Close the ${noun} (Esc)`}
          keys="escape"
          onClick={onClose}
        />
      </div>
      {title}
      {children && <div className={styles['chips']}>{children}</div>}
    </header>
  );
}

export const faintCode = styles['publicId'];
/** A name that is not changed where it stands. */
export function PlainTitle({ children }: { children: ReactNode }) {
  return (
    <div className={styles['titleRow']}>
      <h2 className={styles['title']}>{children}</h2>
    </div>
  );
}

/** The record's name where it is not written here. */
export function FixedTitle({ children }: { children: string }) {
  return (
    <div className={styles['titleRow']}>
      <h2 className={styles['title']}>{children}</h2>
    </div>
  );
}

interface EditableTitleProps {
  draftKey: string;
  /** What it is called: "Subject", "Name". */
  label: string;
  value: string;
  maxLength: number;
  onKeep: (value: string) => void;
}

/** The record's name; it turns into a field where it stands. */
export function EditableTitle(props: EditableTitleProps) {
  const edit = useInlineField(props.draftKey);
  if (edit.text !== null) return <TitleField {...props} edit={edit} text={edit.text} />;
  return (
    <div className={styles['titleRow']}>
      <h2 className={styles['title']}>{props.value}</h2>
      <Button variant="quiet" className={styles['edit']} onClick={() => edit.open(props.value)}>
        Edit<span className="visually-hidden"> {props.label.toLowerCase()}</span>
      </Button>
    </div>
  );
}

type TitleFieldProps = EditableTitleProps & { edit: InlineField; text: string };

/** Enter keeps it, Escape leaves it as it was; nothing at all is never kept. */
function TitleField({ label, value, maxLength, onKeep, edit, text }: TitleFieldProps) {
  const keep = () => {
    edit.close();
    if (text.trim() !== '' && text !== value) onKeep(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep();
    else if (event.key === 'Escape') edit.close();
    else return;
    event.preventDefault();
  };
  return (
    <input
      className={styles['input']}
      aria-label={label}
      maxLength={maxLength}
      value={text}
      // A field that was asked for takes the cursor; one that a draft opened again does not.
      autoFocus={edit.asked}
      onChange={(event) => edit.type(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
    />
  );
}

interface PropertyChipProps {
  label: string;
  value: string;
  icon: ReactNode;
  keys?: string;
  onClick: () => void;
}

export function PropertyChip({ label, value, icon, keys, onClick }: PropertyChipProps) {
  return (
    <button
      type="button"
      className={styles['chip']}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      title={label}
      onClick={onClick}
    >
      {icon}
      <span className={styles['value']}>
        <span className="visually-hidden">{label}: </span>
        {value}
      </span>
      {keys !== undefined && <Keycap keys={keys} />}
    </button>
  );
}

/** Holds a face at the size of the icons of other chips. */
export const chipFace = styles['face'];
