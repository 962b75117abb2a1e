/** What KeePass and KeePassXC call the root of a new database: it says nothing of what is in it. */
const rootsWithoutMeaning = new Set(['', 'root', 'database', 'newdatabase', 'passwords']);

/** The folder of an entry by the names of its groups from the root on; null for the bare root. */
export function folderOfPath(groups: readonly string[]): string | null {
  const [root = '', ...inner] = groups.map((name) => name.trim());
  const named = rootsWithoutMeaning.has(root.toLowerCase()) ? inner : [root, ...inner];
  return named.length === 0 ? null : named.join('/');
}
