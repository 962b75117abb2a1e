import { useState, type KeyboardEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { settingGroup, settingInline } from '../../components/setting-group.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './vault-settings.module.css';

const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);
const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  '+': 'Plus',
};

/** The keys of an event as Electron spells them: `CommandOrControl+Shift+K`; null while only modifiers are down. */
export function acceleratorOf(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (modifiers.has(key)) return null;
  const name = named[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const held = [(ctrlKey || metaKey) && 'CommandOrControl', altKey && 'Alt', shiftKey && 'Shift'].filter(
    Boolean,
  );
  // A plain letter would be taken from every other program.
  if (held.length === 0 && !/^F\d{1,2}$/.test(name)) return null;
  return [...held, name].join('+');
}

/** The key that opens the small code window from any program. */
export function HotkeyField() {
  const hotkey = usePreference('codeHotkey');
  const state = useAnswer('shell', 'codeHotkey', {}).value?.state;
  const [recording, setRecording] = useState(false);
  const record = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
      return;
    }
    const accelerator = acceleratorOf(event);
    if (accelerator !== null) setPreferences({ codeHotkey: accelerator });
  };
  return (
    <div className={settingGroup}>
      <div className={settingInline}>
        <TextField
          label="Key for the code window"
          hint="Works in every program: letters find a code, Enter copies it. Stand in the field and press the keys."
          className={styles['wide']}
          readOnly
          placeholder={recording ? 'Press the keys…' : 'None'}
          value={hotkey ?? ''}
          onFocus={() => setRecording(true)}
          onBlur={() => setRecording(false)}
          onKeyDown={record}
        />
        {hotkey !== null && <Button onClick={() => setPreferences({ codeHotkey: null })}>None</Button>}
      </div>
      {hotkey !== null && state === 'taken' && (
        <Notice tone="warn" title="Another program has this key">
          {hotkey} does not reach Techbench. Choose another one, or free it there.
        </Notice>
      )}
    </div>
  );
}
