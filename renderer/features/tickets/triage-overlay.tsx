import { ColumnEditor } from '../../components/data-table/column-editor.tsx';
import { currentLayout } from '../../components/data-table/columns.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { AssetPicker } from './asset-picker.tsx';
import { BulkMessage } from './bulk-message.tsx';
import { FilterPicker } from './filter-picker.tsx';
import { useNames } from './people.ts';
import {
  AssigneePicker,
  CategoryPicker,
  PriorityPicker,
  StatusPicker,
  TypePicker,
} from './property-pickers.tsx';
import { SaveTicketFilter } from './save-filter.tsx';
import { SnoozePicker } from './snooze-picker.tsx';
import { ticketColumns } from './ticket-columns.tsx';
import { LinkPicker, MergePicker, ParentPicker } from './ticket-pickers.tsx';
import { saveColumns } from './ticket-table.tsx';
import { showOverlay, type Overlay } from './triage-store.ts';
import { OrganizationPicker, WatchersPicker } from './people-pickers.tsx';

const close = () => showOverlay(null);

function Columns() {
  const columns = ticketColumns(useNames());
  const saved = usePreference('ticketColumns');
  return (
    <ColumnEditor
      columns={columns}
      layout={currentLayout(columns, saved)}
      onLayout={saveColumns}
      onReset={() => setPreferences({ ticketColumns: null })}
      onClose={close}
    />
  );
}

/** Whatever is asked over the list; loaded when the first is asked for. */
export function TriageOverlay({ overlay }: { overlay: Overlay }) {
  switch (overlay.kind) {
    case 'status':
      return <StatusPicker ids={overlay.ids} onClose={close} />;
    case 'priority':
      return <PriorityPicker ids={overlay.ids} onClose={close} />;
    case 'type':
      return <TypePicker ids={overlay.ids} onClose={close} />;
    case 'category':
      return <CategoryPicker ids={overlay.ids} onClose={close} />;
    case 'assignee':
      return <AssigneePicker ids={overlay.ids} onClose={close} />;
    case 'asset':
      return <AssetPicker ids={overlay.ids} onClose={close} />;
    case 'organization':
      return <OrganizationPicker ids={overlay.ids} onClose={close} />;
    case 'watchers':
      return <WatchersPicker ids={overlay.ids} onClose={close} />;
    case 'snooze':
      return <SnoozePicker ids={overlay.ids} onClose={close} />;
    case 'merge':
      return <MergePicker ids={overlay.ids} onClose={close} />;
    case 'parent':
      return <ParentPicker ids={overlay.ids} onClose={close} />;
    case 'link':
      return <LinkPicker ids={overlay.ids} onClose={close} />;
    case 'message':
      return <BulkMessage ids={overlay.ids} visibility={overlay.visibility} onClose={close} />;
    case 'filter':
      return <FilterPicker onClose={close} />;
    case 'saveFilter':
      return <SaveTicketFilter onClose={close} />;
    case 'columns':
      return <Columns />;
  }
}
