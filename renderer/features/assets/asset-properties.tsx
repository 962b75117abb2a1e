import type { ReactNode } from 'react';
import type { Asset } from '../../../shared/asset.ts';
import { CustomFieldsEditor } from '../../components/detail/custom-fields-editor.tsx';
import { EditableValue } from '../../components/detail/editable-value.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { dayText } from '../../lib/calendar-date.ts';
import { absoluteTime } from '../../lib/format.ts';
import { assetTextFields, emptyValue } from './asset-fields.ts';
import { setField } from './asset-session.ts';

interface AssetPropertiesProps {
  asset: Asset;
  /** What is still to be done on it; draws nothing where there is nothing. */
  openTickets: ReactNode;
}

/** Everything known of an asset. Click a value, or reach it with Tab, to change it. */
export function AssetProperties({ asset, openTickets }: AssetPropertiesProps) {
  const { id } = asset;
  return (
    <Properties>
      {openTickets}
      <PropertyList>
        {assetTextFields.map((field) => {
          const value = asset[field.id];
          return (
            <Property key={field.id} label={field.label}>
              <EditableValue
                draftKey={`asset:${id}:${field.id}`}
                label={field.label}
                value={value}
                maxLength={field.maxLength}
                type={field.type === 'date' ? 'date' : 'text'}
                multiline={field.type === 'long'}
                mono={field.mono ?? false}
                shown={field.type === 'date' && value ? dayText(value) : undefined}
                onKeep={(next) =>
                  setField(
                    [id],
                    field.id,
                    next ?? emptyValue(field.id),
                    `${field.label.toLowerCase()} changed`,
                  )
                }
              />
            </Property>
          );
        })}
        <Property label="Last seen">
          {asset.lastSeenAt === null ? 'Not known' : absoluteTime(asset.lastSeenAt)}
        </Property>
        <Property label="Since">{absoluteTime(asset.createdAt)}</Property>
        <Property label="Last change">{absoluteTime(asset.updatedAt)}</Property>
      </PropertyList>
      <CustomFieldsEditor
        fields={asset.customFields}
        draftKey={`asset:${id}`}
        onSave={(customFields, done) => void setField([id], 'customFields', customFields, done)}
      />
    </Properties>
  );
}
