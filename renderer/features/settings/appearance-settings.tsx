import { CheckField, SelectField } from '../../components/field.tsx';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { RadioGroup } from '../../components/radio-group.tsx';
import { settingGroup } from '../../components/setting-group.ts';

const zooms = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

export function AppearanceSettings() {
  const theme = usePreference('theme');
  const density = usePreference('density');
  const zoom = usePreference('zoom');
  const openNext = usePreference('openNext');
  const collapsed = usePreference('sidebarCollapsed');
  return (
    <div className={settingGroup}>
      <RadioGroup
        label="Colours"
        options={[
          ['system', 'As the system'],
          ['light', 'Light'],
          ['dark', 'Dark'],
        ]}
        value={theme}
        onChange={(value) => setPreferences({ theme: value })}
      />
      <RadioGroup
        label="Rows"
        options={[
          ['comfortable', 'Comfortable'],
          ['compact', 'Compact'],
        ]}
        value={density}
        onChange={(value) => setPreferences({ density: value })}
      />
      <SelectField
        label="Zoom"
        hint="Also with Ctrl + and Ctrl −; Ctrl 0 is 100 %."
        value={zoom}
        onChange={(event) => setPreferences({ zoom: Number(event.target.value) })}
      >
        {[...new Set([...zooms, zoom])]
          .toSorted((a, b) => a - b)
          .map((each) => (
            <option key={each} value={each}>
              {Math.round(each * 100)} %
            </option>
          ))}
      </SelectField>
      <CheckField
        label="Open the next ticket by itself"
        hint="After an action takes the open ticket out of the list, the one that follows opens."
        checked={openNext}
        onChange={(event) => setPreferences({ openNext: event.target.checked })}
      />
      <CheckField
        label="Collapse the sidebar to icons"
        hint="Under 1,000 pixels it is always collapsed."
        checked={collapsed}
        onChange={(event) => setPreferences({ sidebarCollapsed: event.target.checked })}
      />
    </div>
  );
}
