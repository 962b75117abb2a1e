/** True where the command key plays the part of Ctrl. */
export const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Macintosh');

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const named: Record<string, string> = {
  ' ': 'space',
  Escape: 'escape',
  Enter: 'enter',
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageDown: 'pagedown',
  PageUp: 'pageup',
  Home: 'home',
  End: 'end',
  Backspace: 'backspace',
  Delete: 'delete',
  Tab: 'tab',
};

/** The letter a key stands for on a Latin layout, so that shortcuts work on Cyrillic or Greek ones too. */
function latinKey(press: KeyPress): string {
  if (press.key.length === 1 && press.key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(press.code)) {
    const letter = press.code.slice(3);
    return press.shiftKey ? letter : letter.toLowerCase();
  }
  return press.key;
}

/** One press as a shortcut is written: `mod+k`, `shift+x`, `?`, `escape`. Empty for a lone modifier. */
export function pressName(press: KeyPress, mac = isMac): string {
  const key = latinKey(press);
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process'].includes(key)) return '';
  const isLetter = /^[a-z]$/i.test(key);
  const name = named[key] ?? key.toLowerCase();
  const parts: string[] = [];
  if (mac ? press.metaKey : press.ctrlKey) parts.push('mod');
  if (mac ? press.ctrlKey : press.metaKey) parts.push('super');
  if (press.altKey) parts.push('alt');
  // Punctuation carries its shift already (`?` is shift and slash).
  if (press.shiftKey && (isLetter || named[key] !== undefined)) parts.push('shift');
  return [...parts, name].join('+');
}

const caps: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  space: 'Space',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  home: 'Home',
  end: 'End',
  delete: 'Del',
};

/** `mod+k` as it stands on a keycap: `Ctrl K`; a sequence (`g i`) keeps its gap. */
export function keycapText(shortcut: string): string {
  return shortcut
    .split(' ')
    .map((press) =>
      press
        .split('+')
        .map((part) => caps[part] ?? (part.length === 1 && press.includes('mod') ? part.toUpperCase() : part))
        .join(' '),
    )
    .join(' ');
}
