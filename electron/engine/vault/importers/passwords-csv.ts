import { codeBeside } from './code-beside.ts';
import { draftOf, leftOver, momentOf, textOrNull } from './draft.ts';
import { tableImporter } from './table-importer.ts';

/** What browsers, spreadsheets and smaller password stores call their columns. */
const heads = {
  client: ['client', 'company', 'organization', 'organisation', 'collection', 'customer'],
  folder: ['folder', 'group', 'grouping', 'category'],
  title: ['title', 'name', 'account', 'entry'],
  username: ['username', 'user name', 'login name', 'login', 'user', 'email', 'e-mail'],
  password: ['password'],
  url: ['url', 'uri', 'website', 'web site', 'address'],
  totp: ['totp', 'otp', 'otpauth', 'one-time code', 'otp secret', '2fa'],
  notes: ['notes', 'note', 'comments', 'comment', 'extra', 'description'],
  tags: ['tags', 'labels'],
  expires: ['expires', 'expiry', 'expiry date'],
  created: ['created', 'created at'],
};

/** Any other CSV with a column of passwords and one that tells whose they are. */
export const passwordsCsv = tableImporter(heads, {
  recognises: ({ columns }) =>
    columns.has('password') && (['title', 'username', 'url'] as const).some((name) => columns.has(name)),
  read(row) {
    const title = row.optional('title') ?? hostOf(row.optional('url')) ?? row.optional('username');
    if (title === null) return { refused: 'has neither a title nor anything to name it by' };
    const beside = codeBeside(row.cell('totp'), { issuer: title, account: row.cell('username') });
    const draft = draftOf({
      title,
      organization: row.optional('client'),
      folder: row.optional('folder'),
      tags: row
        .cell('tags')
        .split(/[,;\n]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
      username: textOrNull(row.cell('username')),
      password: row.cell('password') || null,
      urls: [row.optional('url')].filter((url) => url !== null),
      notes: textOrNull(row.cell('notes')),
      oneTimeCode: beside.oneTimeCode,
      expiresAt: momentOf(row.optional('expires')),
      createdAt: momentOf(row.optional('created')),
      raw: leftOver('csv', { ...row.others, totp: beside.rest }),
    });
    return { draft, ...beside.note };
  },
});

/** Browsers name an entry by its address only. */
function hostOf(url: string | null): string | null {
  return url === null ? null : URL.canParse(url) ? new URL(url).host || url : url;
}
