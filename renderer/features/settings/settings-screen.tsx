import type { ReactNode } from 'react';
import { TopBar } from '../../components/top-bar.tsx';
import { Screen, ScreenBody } from '../../components/screen.tsx';
import { navigate } from '../../lib/navigation.ts';
import { formatRoute } from '../../lib/format-route.ts';
import { type SettingsSection } from '../../lib/route.ts';
import { ApiSettings } from './api-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { BackupSettings } from './backup-settings.tsx';
import { CategorySettings } from './category-settings.tsx';
import { PeopleSettings } from './people-settings.tsx';
import styles from './settings.module.css';
import { SystemSettings } from './system-settings.tsx';
import { WebhookSettings } from './webhook-settings.tsx';

const sections: Record<SettingsSection, { name: string; part: (vault: ReactNode) => ReactNode }> = {
  appearance: { name: 'Appearance', part: () => <AppearanceSettings /> },
  system: { name: 'Techbench', part: () => <SystemSettings /> },
  api: { name: 'Local API', part: () => <ApiSettings /> },
  webhooks: { name: 'Webhooks', part: () => <WebhookSettings /> },
  vault: { name: 'Vault', part: (vault) => vault },
  people: { name: 'Workspace and technicians', part: () => <PeopleSettings /> },
  categories: { name: 'Categories', part: () => <CategorySettings /> },
  backups: { name: 'Data and backups', part: () => <BackupSettings /> },
};

interface SettingsScreenProps {
  section: SettingsSection;
  /** The vault's own settings, drawn by the feature that owns it. */
  vault: ReactNode;
}

export function SettingsScreen({ section, vault }: SettingsScreenProps) {
  return (
    <Screen>
      <TopBar title="Settings" />
      <ScreenBody className={styles['body']}>
        <nav className={styles['sections']} aria-label="Settings">
          {(Object.keys(sections) as SettingsSection[]).map((id) => (
            <a
              key={id}
              href={`#/${formatRoute({ screen: 'settings', section: id })}`}
              aria-current={id === section ? 'page' : undefined}
              className={styles['section']}
              onClick={(event) => {
                event.preventDefault();
                navigate({ screen: 'settings', section: id });
              }}
            >
              {sections[id].name}
            </a>
          ))}
        </nav>
        <div className={styles['part']}>
          <h2 className={styles['title']}>{sections[section].name}</h2>
          {sections[section].part(vault)}
        </div>
      </ScreenBody>
    </Screen>
  );
}
