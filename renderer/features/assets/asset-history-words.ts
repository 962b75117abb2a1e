import { plainValueText, wordsOf, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { absoluteTime } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { assetTextFields } from './asset-fields.ts';
import { statusLabel, typeLabel } from './asset-labels.ts';

const fieldNames: Record<string, string> = {
  ...Object.fromEntries(assetTextFields.map(({ id, label }) => [id, label])),
  name: 'Name',
  type: 'Type',
  status: 'Status',
  organizationId: 'Organization',
  lastSeenAt: 'Last seen',
  customFields: 'Custom fields',
};

/** One changed field of an asset in the technician's words. */
export function describeAssetField(
  field: ChangedField,
  organizations: Pick<OrganizationNames, 'nameOf'>,
): FieldWords {
  return wordsOf(field, fieldNames, (name, value) => {
    if (typeof value === 'string' && name === 'type') return typeLabel(value);
    if (typeof value === 'string' && name === 'status') return statusLabel(value);
    if (typeof value === 'number' && name === 'organizationId')
      return organizations.nameOf(value) ?? `organization ${value}`;
    if (typeof value === 'number' && name === 'lastSeenAt') return absoluteTime(value);
    return plainValueText(value);
  });
}
