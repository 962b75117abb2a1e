import { onDemand, whenIdle } from '../lib/on-demand.tsx';

// Only the triage screen comes with the start; every other one is loaded when it is first gone to.

const overlay = { keys: 'dropped' } as const;
const screen = { keys: 'held' } as const;

export const FirstRun = onDemand(() => import('../features/first-run/first-run.tsx').then((m) => m.FirstRun));
export const OrganizationsScreen = onDemand(
  () => import('../features/organizations/organizations-screen.tsx').then((m) => m.OrganizationsScreen),
  screen,
);
export const AssetsScreen = onDemand(
  () => import('../features/assets/assets-screen.tsx').then((m) => m.AssetsScreen),
  screen,
);
export const AssetTickets = onDemand(() =>
  import('../features/tickets/asset-tickets.tsx').then((m) => m.AssetTickets),
);
export const VehiclesScreen = onDemand(
  () => import('../features/vehicles/vehicles-screen.tsx').then((m) => m.VehiclesScreen),
  screen,
);
export const ProjectsScreen = onDemand(
  () => import('../features/projects/projects-screen.tsx').then((m) => m.ProjectsScreen),
  screen,
);
export const TasksScreen = onDemand(
  () => import('../features/projects/tasks-screen.tsx').then((m) => m.TasksScreen),
  screen,
);
export const ArticlesScreen = onDemand(
  () => import('../features/articles/articles-screen.tsx').then((m) => m.ArticlesScreen),
  screen,
);
export const AlertsScreen = onDemand(
  () => import('../features/alerts/alerts-screen.tsx').then((m) => m.AlertsScreen),
  screen,
);
export const SecurityScreen = onDemand(
  () => import('../features/security-review/security-screen.tsx').then((m) => m.SecurityScreen),
  screen,
);
export const VulnerabilitiesScreen = onDemand(
  () => import('../features/vulnerabilities/vulnerabilities-screen.tsx').then((m) => m.VulnerabilitiesScreen),
  screen,
);
export const ExposuresScreen = onDemand(
  () => import('../features/vulnerabilities/exposures-screen.tsx').then((m) => m.ExposuresScreen),
  screen,
);
export const AssetSoftware = onDemand(() =>
  import('../features/vulnerabilities/asset-software.tsx').then((m) => m.AssetSoftware),
);
export const AssetAgents = onDemand(() =>
  import('../features/rmm/asset-agents.tsx').then((m) => m.AssetAgents),
);
export const RmmScreen = onDemand(
  () => import('../features/rmm/rmm-screen.tsx').then((m) => m.RmmScreen),
  screen,
);
export const UptimeScreen = onDemand(
  () => import('../features/uptime/uptime-screen.tsx').then((m) => m.UptimeScreen),
  screen,
);
export const IncidentsScreen = onDemand(
  () => import('../features/uptime/incidents-screen.tsx').then((m) => m.IncidentsScreen),
  screen,
);
export const MaintenanceScreen = onDemand(
  () => import('../features/uptime/maintenance-screen.tsx').then((m) => m.MaintenanceScreen),
  screen,
);
export const WallScreen = onDemand(
  () => import('../features/uptime/wall-screen.tsx').then((m) => m.WallScreen),
  screen,
);
export const OrganizationAssets = onDemand(() =>
  import('../features/assets/organization-assets.tsx').then((m) => m.OrganizationAssets),
);
export const OrganizationVehicles = onDemand(() =>
  import('../features/vehicles/organization-vehicles.tsx').then((m) => m.OrganizationVehicles),
);
export const OrganizationProjects = onDemand(() =>
  import('../features/projects/organization-projects.tsx').then((m) => m.OrganizationProjects),
);
export const ApiKeysScreen = onDemand(
  () => import('../features/api-keys/api-keys-screen.tsx').then((m) => m.ApiKeysScreen),
  screen,
);
export const EntriesScreen = onDemand(
  () => import('../features/vault/entries-screen.tsx').then((m) => m.EntriesScreen),
  screen,
);
export const VaultGate = onDemand(
  () => import('../features/vault/vault-gate.tsx').then((m) => m.VaultGate),
  screen,
);
export const CodesScreen = onDemand(
  () => import('../features/codes/codes-screen.tsx').then((m) => m.CodesScreen),
  screen,
);
export const HealthScreen = onDemand(
  () => import('../features/vault/health-screen.tsx').then((m) => m.HealthScreen),
  screen,
);
export const VaultSettings = onDemand(() =>
  import('../features/vault/vault-settings.tsx').then((m) => m.VaultSettings),
);
export const RelatedEntries = onDemand(() =>
  import('../features/vault/related-entries.tsx').then((m) => m.RelatedEntries),
);
export const RequestLogScreen = onDemand(
  () => import('../features/api-keys/request-log-screen.tsx').then((m) => m.RequestLogScreen),
  screen,
);
export const BreachesScreen = onDemand(
  () => import('../features/breaches/breaches-screen.tsx').then((m) => m.BreachesScreen),
  screen,
);
export const WebhooksScreen = onDemand(
  () => import('../features/webhooks/webhooks-screen.tsx').then((m) => m.WebhooksScreen),
  screen,
);
export const DeliveriesScreen = onDemand(
  () => import('../features/webhooks/deliveries-screen.tsx').then((m) => m.DeliveriesScreen),
  screen,
);
export const ConnectionsScreen = onDemand(
  () => import('../features/webhooks/inbound/connections-screen.tsx').then((m) => m.ConnectionsScreen),
  screen,
);
export const ReceivedScreen = onDemand(
  () => import('../features/webhooks/inbound/received-screen.tsx').then((m) => m.ReceivedScreen),
  screen,
);
export const NotificationsScreen = onDemand(
  () => import('../features/notifications/notifications-screen.tsx').then((m) => m.NotificationsScreen),
  screen,
);
export const ReportsScreen = onDemand(
  () => import('../features/health-reports/reports-screen.tsx').then((m) => m.ReportsScreen),
  screen,
);
export const ImportsScreen = onDemand(
  () => import('../features/imports/imports-screen.tsx').then((m) => m.ImportsScreen),
  screen,
);
export const SettingsScreen = onDemand(
  () => import('../features/settings/settings-screen.tsx').then((m) => m.SettingsScreen),
  screen,
);
export const NewTicket = onDemand(
  () => import('../features/tickets/new-ticket.tsx').then((m) => m.NewTicket),
  overlay,
);
export const OrganizationTickets = onDemand(() =>
  import('../features/tickets/organization-tickets.tsx').then((m) => m.OrganizationTickets),
);
export const CommandPalette = onDemand(
  () => import('./command-palette.tsx').then((m) => m.CommandPalette),
  overlay,
);
export const ShortcutSheet = onDemand(
  () => import('./shortcut-sheet.tsx').then((m) => m.ShortcutSheet),
  overlay,
);
export const ConfirmDialog = onDemand(
  () => import('../features/vault/confirm-dialog.tsx').then((m) => m.ConfirmDialog),
  overlay,
);
export const TechnicianPicker = onDemand(
  () => import('../features/settings/technician-picker.tsx').then((m) => m.TechnicianPicker),
  overlay,
);

/** What a key may ask for at any moment, fetched in the quiet after the start. */
export function preloadOverlays(): () => void {
  return whenIdle(() => {
    for (const part of [CommandPalette, NewTicket, ShortcutSheet, TechnicianPicker]) void part.preload();
  });
}
