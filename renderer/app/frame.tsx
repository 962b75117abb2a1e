import { useEffect } from 'react';
import type { Workspace } from '../../shared/organization.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { TriageScreen } from '../features/tickets/triage-screen.tsx';
import { useConfirmation } from '../lib/confirmation.ts';
import { navigate, useNavigation } from '../lib/navigation.ts';
import { allRecords, type RecordScreenName, type Route } from '../lib/route.ts';
import styles from './frame.module.css';
import { Notices } from './notices.tsx';
import {
  AlertsScreen,
  ApiKeysScreen,
  ArticlesScreen,
  ReceivedScreen,
  RelatedEntries,
  ReportsScreen,
  RmmScreen,
  RequestLogScreen,
  SecurityScreen,
  AssetsScreen,
  AssetAgents,
  AssetSoftware,
  AssetTickets,
  CodesScreen,
  ConnectionsScreen,
  DeliveriesScreen,
  CommandPalette,
  ConfirmDialog,
  EntriesScreen,
  ExposuresScreen,
  HealthScreen,
  ImportsScreen,
  IncidentsScreen,
  MaintenanceScreen,
  NewTicket,
  NotificationsScreen,
  OrganizationsScreen,
  OrganizationAssets,
  OrganizationProjects,
  OrganizationTickets,
  OrganizationVehicles,
  preloadOverlays,
  ProjectsScreen,
  SettingsScreen,
  ShortcutSheet,
  TasksScreen,
  TechnicianPicker,
  UptimeScreen,
  VaultGate,
  VaultSettings,
  VehiclesScreen,
  VulnerabilitiesScreen,
  BreachesScreen,
  WebhooksScreen,
  WallScreen,
} from './screens.tsx';
import { showOverlay, useShell } from './shell-store.ts';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import { useShellActions } from './use-shell-actions.ts';

const close = () => showOverlay(null);
const newTicket = () => showOverlay('newTicket');
const openTicket = (id: number) =>
  navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId: id });

const openRecord = (screen: RecordScreenName) => (recordId: number) =>
  navigate({ ...allRecords(screen), recordId });
const openAsset = openRecord('assets');
const openEntry = openRecord('entries');
const openVehicle = openRecord('vehicles');
const openProject = (projectId: number) => navigate({ screen: 'projects', projectId });

/** Features never draw each other: what an organization has is brought together here. */
const organizationParts = {
  tickets: (id: number) => <OrganizationTickets organizationId={id} onOpen={openTicket} />,
  assets: (id: number) => <OrganizationAssets organizationId={id} onOpen={openAsset} />,
  vehicles: (id: number) => <OrganizationVehicles organizationId={id} onOpen={openVehicle} />,
  projects: (id: number) => <OrganizationProjects organizationId={id} onOpen={openProject} />,
  entries: (id: number) => (
    <RelatedEntries
      filter={{ organizationId: id }}
      label="Vault entries of this organization"
      empty="Passwords and codes of this organization are listed here. Press g l to go to the vault."
      onOpen={openEntry}
    />
  ),
};

const screenNames: Record<Route['screen'], string> = {
  tickets: 'The triage screen',
  assets: 'Assets',
  organizations: 'Organizations',
  vehicles: 'Vehicles',
  monitors: 'Uptime',
  breaches: 'Breaches',
  reviews: 'The security review',
  alerts: 'Alerts',
  webhooks: 'Webhooks',
  deliveries: 'The delivery log',
  connections: 'Connections',
  hookDeliveries: 'What came in',
  incidents: 'Incidents',
  maintenance: 'Maintenance',
  vulnerabilities: 'Vulnerabilities',
  exposures: 'Vulnerabilities by asset',
  rmm: 'RMM integrations',
  wall: 'The wall',
  projects: 'Projects',
  tasks: 'The tasks',
  articles: 'The knowledge base',
  entries: 'The vault',
  codes: 'One-time codes',
  health: 'The health of the vault',
  keys: 'API keys',
  requests: 'The request log',
  notifications: 'Notifications',
  reports: 'Health reports',
  imports: 'Imports',
  settings: 'Settings',
};

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'tickets':
      return <TriageScreen source={route.source} ticketId={route.ticketId} onNewTicket={newTicket} />;
    case 'assets':
      return (
        <AssetsScreen
          route={route}
          tickets={(assetId, which) => <AssetTickets assetId={assetId} which={which} onOpen={openTicket} />}
          agents={(assetId) => <AssetAgents assetId={assetId} />}
          software={(assetId) => <AssetSoftware assetId={assetId} />}
          entries={(assetId) => (
            <RelatedEntries
              filter={{ assetId }}
              label="Vault entries of this asset"
              empty="What opens this asset is listed here once it is linked: l in the vault."
              onOpen={openEntry}
            />
          )}
        />
      );
    case 'alerts':
      return <AlertsScreen route={route} />;
    case 'monitors':
      return <UptimeScreen route={route} />;
    case 'reviews':
      return <SecurityScreen organizationId={route.organizationId} />;
    case 'incidents':
      return <IncidentsScreen route={route} />;
    case 'maintenance':
      return <MaintenanceScreen route={route} />;
    case 'vulnerabilities':
      return <VulnerabilitiesScreen route={route} />;
    case 'exposures':
      return <ExposuresScreen route={route} />;
    case 'wall':
      return <WallScreen />;
    case 'rmm':
      return <RmmScreen integrationId={route.integrationId} />;
    case 'vehicles':
      return <VehiclesScreen route={route} />;
    case 'projects':
      return <ProjectsScreen projectId={route.projectId} />;
    case 'tasks':
      return <TasksScreen key={route.projectId} projectId={route.projectId} taskId={route.taskId} />;
    case 'articles':
      return <ArticlesScreen route={route} />;
    case 'entries':
      return <EntriesScreen route={route} />;
    case 'codes':
      return (
        <VaultGate title="One-time codes">
          <CodesScreen />
        </VaultGate>
      );
    case 'health':
      return <HealthScreen />;
    case 'organizations':
      return <OrganizationsScreen organizationId={route.organizationId} parts={organizationParts} />;
    case 'keys':
      return <ApiKeysScreen keyId={route.keyId} />;
    case 'requests':
      return <RequestLogScreen key={route.keyId} keyId={route.keyId} />;
    case 'breaches':
      return <BreachesScreen route={route} onEntry={openEntry} onAsset={openAsset} onTicket={openTicket} />;
    case 'webhooks':
      return <WebhooksScreen webhookId={route.webhookId} />;
    case 'deliveries':
      return <DeliveriesScreen route={route} />;
    case 'connections':
      return <ConnectionsScreen connectionId={route.connectionId} />;
    case 'hookDeliveries':
      return <ReceivedScreen route={route} />;
    case 'notifications':
      return <NotificationsScreen key={route.part} part={route.part} openId={route.openId} />;
    case 'reports':
      return <ReportsScreen reportId={route.reportId} />;
    case 'imports':
      return <ImportsScreen />;
    case 'settings':
      return <SettingsScreen section={route.section} vault={<VaultSettings />} />;
  }
}

function Overlays() {
  const overlay = useShell((shell) => shell.overlay);
  const asksWhoIsThere = useConfirmation(({ question }) => question !== null);
  return (
    <>
      {overlay === 'palette' && <CommandPalette onClose={close} />}
      {overlay === 'shortcuts' && <ShortcutSheet onClose={close} />}
      {overlay === 'newTicket' && <NewTicket onClose={close} />}
      {asksWhoIsThere && <ConfirmDialog />}
      {overlay === 'technician' && <TechnicianPicker onClose={close} />}
    </>
  );
}

/** Sidebar, screen and status bar: the frame that stays while places change. */
export function Frame({ workspace }: { workspace: Workspace | undefined }) {
  const route = useNavigation((navigation) => navigation.route);
  // A wall has nothing beside it.
  const isWall = route.screen === 'wall';
  useShellActions();
  useEffect(preloadOverlays, []);
  return (
    <div className={styles['frame']}>
      <a href="#main" className="skip-link" onClick={focusMain}>
        Skip to the content
      </a>
      {!isWall && <Sidebar route={route} workspace={workspace} />}
      <main id="main" tabIndex={-1} className={styles['main']}>
        {!isWall && <Notices />}
        <div className={styles['screen']}>
          <ErrorBoundary key={route.screen} what={screenNames[route.screen]}>
            <Screen route={route} />
          </ErrorBoundary>
        </div>
      </main>
      {!isWall && <StatusBar />}
      <Overlays />
    </div>
  );
}

/** The address' fragment is the place in the console, so the link moves the focus by itself. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
