/** The host of the first address; null where none can be read. */
export function hostOf(urls: string): string | null {
  const first = urls.split('\n')[0]?.trim() ?? '';
  try {
    return new URL(first.includes('://') ? first : `https://${first}`).hostname || null;
  } catch {
    return null;
  }
}
