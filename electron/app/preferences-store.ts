import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { defaultPreferences, preferences, type Preferences } from '../../shared/preferences.ts';

export interface PreferencesStore {
  get(): Preferences;
  /** Changes some and tells the listeners; the file is replaced as a whole, never half-written. */
  set(patch: Partial<Preferences>): Preferences;
  onChange(listener: (now: Preferences, before: Preferences) => void): void;
  /** Settles when the file holds what was set last. */
  written(): Promise<void>;
}

/** What the file holds, over the defaults: a preference that is new, or gone, in this version is no fault. */
function parseFile(file: string): Preferences {
  const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof saved !== 'object' || saved === null) throw new TypeError('not an object');
  const known = Object.fromEntries(Object.entries(saved).filter(([key]) => key in defaultPreferences));
  return preferences.parse({ ...defaultPreferences, ...known });
}

/** The writer costs a start more than reading the file does, so it comes with the first change. */
async function openWriter(folder: string): Promise<(whole: Preferences) => void> {
  const { default: ElectronStore } = await import('electron-store');
  const store = new ElectronStore<Preferences>({
    cwd: folder,
    name: 'preferences',
    // What is in the file was checked when it was read; a second, different check could only disagree.
    clearInvalidConfig: true,
  });
  return (whole) => {
    store.store = whole;
  };
}

/** Opens the settings file; one that cannot be understood is kept beside a fresh one and mentioned. */
export function openPreferences(
  folder: string,
  warn: (message: string, fields: Record<string, unknown>) => void,
  now: () => number = Date.now,
): PreferencesStore {
  const file = path.join(folder, 'preferences.json');
  let current = defaultPreferences;
  let writer: ReturnType<typeof openWriter> | undefined;
  let written: Promise<void> = Promise.resolve();
  if (existsSync(file)) {
    try {
      current = parseFile(file);
    } catch (error) {
      const aside = `${file}.broken-${now()}`;
      renameSync(file, aside);
      warn('the preferences could not be read and were set aside', { aside, reason: String(error) });
    }
  }

  async function write(): Promise<void> {
    writer ??= openWriter(folder);
    try {
      (await writer)(current);
    } catch (error) {
      // They hold until the end of this session; the next change tries again.
      warn('the preferences could not be written', { reason: String(error) });
    }
  }

  const listeners: ((now: Preferences, before: Preferences) => void)[] = [];
  return {
    get: () => current,
    set(patch) {
      const before = current;
      current = preferences.parse({ ...before, ...patch });
      written = write();
      for (const listener of listeners) listener(current, before);
      return current;
    },
    onChange: (listener) => void listeners.push(listener),
    written: () => written,
  };
}
