import { withoutGuard } from '../../platform/formula-guard.ts';
import { codeBeside } from './code-beside.ts';
import { draftOf, leftOver, textOrNull } from './draft.ts';
import { tableImporter } from './table-importer.ts';

const heads = {
  client: ['client', 'client name'],
  name: ['name'],
  description: ['description'],
  username: ['username'],
  password: ['password'],
  totp: ['totp', 'otp', 'otp secret'],
  uri: ['uri'],
  uri2: ['uri 2'],
  note: ['note', 'notes'],
};

/** ITFlow's credentials: the six columns of its template, or those that an export was made with. */
export const itflowCredentials = tableImporter(heads, {
  recognises: ({ columns }) =>
    columns.has('name') && columns.has('password') && columns.has('uri') && columns.has('username'),
  cell: withoutGuard,
  read(row) {
    const title = row.optional('name');
    if (title === null) return { refused: 'has no name' };
    const beside = codeBeside(row.cell('totp'), { issuer: title, account: row.cell('username') });
    const notes = [row.optional('description'), row.optional('note')].filter((part) => part !== null);
    const draft = draftOf({
      title,
      organization: row.optional('client'),
      username: textOrNull(row.cell('username')),
      password: row.cell('password') || null,
      urls: [row.optional('uri'), row.optional('uri2')].filter((url) => url !== null),
      notes: textOrNull(notes.join('\n')),
      oneTimeCode: beside.oneTimeCode,
      raw: leftOver('itflow', { ...row.others, totp: beside.rest }),
    });
    return { draft, ...beside.note };
  },
});
