import type { Entry } from '../../../shared/entry.ts';
import { groupedCode, useCode } from '../../lib/one-time-codes.ts';
import { copyPart } from '../../lib/copy-from-entry.ts';
import { ShownLine } from './secret-line.tsx';
import styles from './vault.module.css';

/** The one-time code as it is now, and how long it stays so. */
export function CodeLine({ entry }: { entry: Entry }) {
  const code = useCode(entry.id);
  const copy = () => void copyPart(entry, 'code');
  if (entry.code?.type === 'hotp' || entry.reprompt) {
    return (
      <ShownLine label="Code" keys="t" onCopy={copy}>
        <span className={styles['muted']}>
          {entry.reprompt ? 'Asks again before it is copied' : 'By count: copying takes the next one'}
        </span>
      </ShownLine>
    );
  }
  return (
    <ShownLine label="Code" keys="t" onCopy={copy} note={entry.code && parameters(entry.code)}>
      <output className={styles['code']} aria-label={code ? code.text.split('').join(' ') : 'on its way'}>
        {code ? groupedCode(code.text) : '··· ···'}
      </output>
      {code && (
        <span className={styles['left']} data-late={code.secondsLeft <= 5 || undefined}>
          {code.secondsLeft} s
        </span>
      )}
    </ShownLine>
  );
}

function parameters({ type, algorithm, digits, period, issuer }: NonNullable<Entry['code']>): string {
  if (type === 'steam') return 'Steam Guard';
  return [issuer, `${digits} digits`, `every ${period} s`, algorithm].filter(Boolean).join(', ');
}
