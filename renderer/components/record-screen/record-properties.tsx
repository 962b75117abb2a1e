import type { RecordField } from '../../lib/record-field.ts';
import type { RecordSession } from '../../lib/record-session.ts';
import type { StoredRow } from '../../lib/row-store.ts';
import { EditableValue } from '../detail/editable-value.tsx';
import { Property } from '../detail/property-list.tsx';

interface RecordPropertiesProps<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  record: Row;
  fields: readonly RecordField<Row, Patch>[];
}

/** The written fields of a record, each changed where it stands. Click one, or reach it with Tab. */
export function RecordProperties<Row extends StoredRow, Filter, Patch, Whole extends Row>({
  session,
  record,
  fields,
}: RecordPropertiesProps<Row, Filter, Patch, Whole>) {
  const { noun } = session.kind;
  return fields.map((field) => {
    const value = field.read(record);
    return (
      <Property key={field.id} label={field.label}>
        <EditableValue
          draftKey={`${noun}:${record.id}:${field.id}`}
          label={field.label}
          value={value}
          maxLength={field.maxLength}
          type={field.type === 'long' ? 'text' : field.type}
          multiline={field.type === 'long'}
          mono={field.mono}
          shown={value === null ? undefined : field.shown?.(value)}
          onKeep={(text) =>
            session.patch([record.id], field.patch(text), `${field.label.toLowerCase()} changed`)
          }
        />
      </Property>
    );
  });
}
