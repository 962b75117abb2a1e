/**
 * What a crash must not take: where the technician was, and the words that narrow a list. Session storage
 * outlives the page's process; local storage outlives a killed application too, and is emptied when the page
 * ends in order, so that nobody searches behind yesterday's words. Chromium writes it within ten seconds.
 * Never for what is confidential: it is plain text on the disk.
 */
const prefix = 'techbench.kept.';

export function keep(key: string, text: string): void {
  for (const storage of [sessionStorage, localStorage]) {
    if (text === '') storage.removeItem(prefix + key);
    else storage.setItem(prefix + key, text);
  }
}

/** Empty where nothing was kept. */
export function kept(key: string): string {
  return sessionStorage.getItem(prefix + key) ?? localStorage.getItem(prefix + key) ?? '';
}

export function followOrderlyEnd(target: Window): () => void {
  const forget = () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  };
  target.addEventListener('pagehide', forget);
  return () => target.removeEventListener('pagehide', forget);
}
