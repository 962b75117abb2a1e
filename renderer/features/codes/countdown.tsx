import styles from './code-parts.module.css';

const radius = 10;
const around = 2 * Math.PI * radius;

interface CountdownProps {
  secondsLeft: number;
  period: number;
  late: boolean;
}

/** What is left of a code: the ring for the glance, the number for the look. Screen readers are told elsewhere. */
export function Countdown({ secondsLeft, period, late }: CountdownProps) {
  const share = Math.min(1, secondsLeft / period);
  return (
    <span className={styles['countdown']} data-late={late || undefined} aria-hidden="true">
      <svg width="26" height="26" viewBox="0 0 26 26">
        <circle className={styles['track']} cx="13" cy="13" r={radius} />
        <circle
          className={styles['left']}
          cx="13"
          cy="13"
          r={radius}
          strokeDasharray={`${around * share} ${around}`}
          transform="rotate(-90 13 13)"
        />
      </svg>
      <span className={styles['seconds']}>{secondsLeft > 99 ? '99+' : secondsLeft}</span>
    </span>
  );
}
