import type { OneTimeCode, VaultDraft } from '../vault-draft.ts';

const nothing: Omit<VaultDraft, 'title'> = {
  organization: null,
  folder: null,
  tags: [],
  username: null,
  password: null,
  urls: [],
  notes: null,
  fields: [],
  oneTimeCode: null,
  expiresAt: null,
  pinned: false,
  reprompt: false,
  history: [],
  createdAt: null,
  raw: {},
};

export function draftOf(said: Partial<VaultDraft> & Pick<VaultDraft, 'title'>): VaultDraft {
  return { ...nothing, ...said };
}

/** An entry that an authenticator app holds: a code and whose it is. */
export function codeDraft(code: OneTimeCode, more: Partial<VaultDraft> = {}): VaultDraft {
  return draftOf({
    title: code.issuer || code.account || 'One-time code',
    username: code.account || null,
    oneTimeCode: code,
    ...more,
  });
}

/** Null where nothing stands there: files say nothing in many ways. */
export function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === '' ? null : text;
}

/** Epoch ms of an ISO time; null where it is none. */
export function momentOf(text: string | null | undefined): number | null {
  const moment = text ? Date.parse(text) : Number.NaN;
  return Number.isFinite(moment) ? moment : null;
}

/** `raw` under the name of the format that it came in, or nothing at all where nothing is left over. */
export function leftOver(format: string, rest: Readonly<Record<string, unknown>>): VaultDraft['raw'] {
  const said = Object.entries(rest).filter(([, value]) => holdsSomething(value));
  return said.length === 0 ? {} : { [format]: Object.fromEntries(said) };
}

function holdsSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}
