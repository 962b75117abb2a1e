/** Words of Have I Been Pwned for which OneClickIT shows its own. */
const known: Readonly<Record<string, string>> = {
  'email addresses': 'email',
  passwords: 'password',
  'password hashes': 'password_hash',
  usernames: 'username',
  'ip addresses': 'ip_address',
  'phone numbers': 'phone',
};

/** A kind of data in OneClickIT's words: `Email addresses` is `email`, `Dates of birth` is `dates_of_birth`. */
export function dataTypeOf(dataClass: string): string {
  const plain = dataClass.trim().toLowerCase();
  return (
    known[plain] ??
    plain
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
      .replaceAll(/^_|_$/g, '')
      .slice(0, 80)
  );
}

/** Letters and digits of a name: `MegaCorp 2026` and `mega-corp-2026` are one. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
