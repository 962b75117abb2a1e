import type { VaultField } from '../vault-draft.ts';
import { codeBeside } from './code-beside.ts';
import { draftOf, leftOver, textOrNull } from './draft.ts';
import { tableImporter } from './table-importer.ts';

const heads = {
  folder: ['folder'],
  collections: ['collections'],
  favorite: ['favorite'],
  type: ['type'],
  name: ['name'],
  notes: ['notes'],
  fields: ['fields'],
  reprompt: ['reprompt'],
  uri: ['login_uri'],
  username: ['login_username'],
  password: ['login_password'],
  totp: ['login_totp'],
};

/** Bitwarden's CSV, personal or of an organization. It holds logins and notes only. */
export const bitwardenCsv = tableImporter(heads, {
  recognises: ({ columns }) => columns.has('name') && columns.has('password') && columns.has('uri'),
  read(row) {
    const title = row.optional('name');
    if (title === null) return { refused: 'has no name' };
    const beside = codeBeside(row.cell('totp'), { issuer: title, account: row.cell('username') });
    const [organization, ...others] = row
      .cell('collections')
      .split(',')
      .map((name) => name.trim());
    const draft = draftOf({
      title,
      organization: organization || null,
      folder: row.optional('folder'),
      username: textOrNull(row.cell('username')),
      password: row.cell('password') || null,
      urls: addressesIn(row.cell('uri')),
      notes: textOrNull(row.cell('notes')),
      fields: fieldsIn(row.cell('fields')),
      oneTimeCode: beside.oneTimeCode,
      pinned: row.optional('favorite') === '1',
      reprompt: row.optional('reprompt') === '1',
      raw: leftOver('bitwarden', {
        ...row.others,
        collections: others,
        totp: beside.rest,
      }),
    });
    return { draft, ...beside.note };
  },
});

/** Several share one cell; a comma parts two of them only where another scheme begins behind it. */
function addressesIn(cell: string): string[] {
  return cell
    .split(/,(?=[a-z][a-z0-9+.-]{0,30}:\/\/)/i)
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

/** Lines of `name: value`; one without a name belongs to the value before it. */
function fieldsIn(cell: string): VaultField[] {
  const fields: VaultField[] = [];
  for (const line of cell.split(/\r?\n/)) {
    const colon = line.indexOf(': ');
    const last = fields.at(-1);
    if (colon > 0) fields.push({ name: line.slice(0, colon), value: line.slice(colon + 2), kind: 'text' });
    else if (last) fields[fields.length - 1] = { ...last, value: `${last.value}\n${line}` };
    else if (line.trim() !== '') fields.push({ name: 'Field', value: line, kind: 'text' });
  }
  return fields;
}
