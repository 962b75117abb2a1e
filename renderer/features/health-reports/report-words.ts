/** `4 h 20 min`; a dash where there was none. */
export function durationText(ms: number | null): string {
  if (ms === null) return '—';
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export const percentText = (share: number | null): string => (share === null ? 'not judged' : `${share} %`);

export const endingLabels = {
  warranty: 'Warranty',
  certificate: 'Certificate',
  domain: 'Domain',
  key: 'API key',
} as const;
