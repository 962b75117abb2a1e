import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { fieldLabels } from '../../lib/record-field.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { assetFields } from './asset-fields.ts';
import { statusLabel, typeLabel } from './asset-labels.ts';

const fieldNames = { ...fieldLabels(assetFields), type: 'Type' };

/** One changed field of an asset in the technician's words. */
export function describeAssetField(
  field: ChangedField,
  organizations: Pick<OrganizationNames, 'nameOf'>,
): FieldWords {
  return recordWords(field, fieldNames, {
    type: (value) => typeLabel(String(value)),
    status: (value) => statusLabel(String(value)),
    organizationId: (value) => organizations.nameOf(Number(value)) ?? `organization ${String(value)}`,
  });
}
