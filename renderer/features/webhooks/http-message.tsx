import styles from './webhooks.module.css';

interface HttpMessageProps {
  /** What it is: "Request", "Answer". */
  label: string;
  /** Its first line: `POST https://…`, `204`. */
  start: string;
  headers: readonly (readonly [string, string])[];
  body: string;
  /** What stands where there is no body. */
  nothing?: string;
}

/** One message as it went over the line. */
export function HttpMessage({ label, start, headers, body, nothing = 'No body' }: HttpMessageProps) {
  return (
    <section className={styles['message']} aria-label={label}>
      <p className={styles['start']}>{start}</p>
      {headers.length > 0 && (
        <dl className={styles['headers']}>
          {headers.map(([name, value], at) => (
            // Two of a name are two lines, in their order.
            <div key={`${name} ${at}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {body === '' ? (
        <p className={styles['nothing']}>{nothing}</p>
      ) : (
        // A long line scrolls, and whoever uses keys must be able to scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={styles['body']} tabIndex={0}>
          {body}
        </pre>
      )}
    </section>
  );
}
