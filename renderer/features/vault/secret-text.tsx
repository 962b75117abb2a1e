import styles from './secret-text.module.css';

const kindOf = (character: string) => {
  if (/\d/.test(character)) return 'digit';
  return /\p{L}/u.test(character) ? 'letter' : 'symbol';
};

/** A secret to be read or typed off: every character tells its kind, and no space gets lost at a line's end. */
export function SecretText({ text }: { text: string }) {
  const runs: { kind: string; text: string }[] = [];
  for (const character of text) {
    const kind = kindOf(character);
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += character;
    else runs.push({ kind, text: character });
  }
  return (
    <code className={styles['secret']}>
      {runs.map((run, at) => (
        // The text as a whole is the identity of each run.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at} className={styles[run.kind]}>
          {run.text}
        </span>
      ))}
    </code>
  );
}
