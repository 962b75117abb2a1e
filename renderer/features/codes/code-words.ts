import type { ShownCode } from '../../../shared/one-time-code.ts';
import type { CodeNow } from '../../lib/one-time-codes.ts';

/** What stands in the place of a code that is not shown. */
export function hiddenCodeText(code: ShownCode): string {
  if (code.reprompt && code.code === null) return 'Asks again';
  return code.type === 'hotp' ? 'By count' : '··· ···';
}

/**
 * What is heard of a code beside its name: the digits one by one, and never the seconds, which would be said anew
 * with each of them.
 */
export function spokenCode(code: ShownCode, now: CodeNow | null): string {
  const hidden =
    code.type === 'hotp'
      ? 'by count, copying takes the next one'
      : code.reprompt
        ? 'asks again before it is copied'
        : 'on its way';
  const said = now ? `code ${spelled(now.text)}` : hidden;
  return code.pinned ? `, ${said}, pinned` : `, ${said}`;
}

/** `4 9 2 0 3 9` */
export function spelled(code: string): string {
  return Array.from(code).join(' ');
}
