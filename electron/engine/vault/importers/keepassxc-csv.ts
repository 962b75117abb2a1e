import { codeBeside } from './code-beside.ts';
import { draftOf, leftOver, momentOf, textOrNull } from './draft.ts';
import { folderOfPath } from './keepass-groups.ts';
import { tableImporter } from './table-importer.ts';

const heads = {
  group: ['group'],
  title: ['title'],
  username: ['username'],
  password: ['password'],
  url: ['url'],
  notes: ['notes'],
  totp: ['totp'],
  icon: ['icon'],
  modified: ['last modified'],
  created: ['created'],
};

/** KeePassXC's CSV: ten columns, the group as a path from the root. */
export const keepassxcCsv = tableImporter(heads, {
  recognises: ({ columns }) =>
    (['group', 'title', 'username', 'password', 'url'] as const).every((name) => columns.has(name)),
  read(row) {
    const title = row.optional('title') ?? row.optional('url') ?? row.optional('username');
    if (title === null) return { refused: 'has neither a title nor anything to name it by' };
    const beside = codeBeside(row.cell('totp'), { issuer: title, account: row.cell('username') });
    const draft = draftOf({
      title,
      folder: folderOfPath(row.cell('group').split('/')),
      username: textOrNull(row.cell('username')),
      password: row.cell('password') || null,
      urls: [row.optional('url')].filter((url) => url !== null),
      notes: textOrNull(row.cell('notes')),
      oneTimeCode: beside.oneTimeCode,
      createdAt: momentOf(row.optional('created')),
      raw: leftOver('keepassxc', {
        ...row.others,
        icon: row.optional('icon') === '0' ? null : row.optional('icon'),
        lastModified: row.optional('modified'),
        totp: beside.rest,
      }),
    });
    return { draft, ...beside.note };
  },
});
