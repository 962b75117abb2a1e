import { alertsContract } from './alert.ts';
import { keysContract } from './api-key.ts';
import { articlesContract } from './article.ts';
import { assetsContract, savedAssetFiltersContract } from './asset.ts';
import { auditContract } from './audit.ts';
import { channelsContract } from './channel.ts';
import { breachesContract } from './breaches-contract.ts';
import { connectionsContract } from './connection.ts';
import { deliveriesContract } from './delivery.ts';
import { entriesContract } from './entries-contract.ts';
import { healthReportsContract } from './health-report.ts';
import { hookDeliveriesContract, savedEventsContract } from './hook-delivery.ts';
import { importsContract } from './import.ts';
import { incidentsContract } from './incident.ts';
import { localApiContract, subscriptionContract } from './local-api.ts';
import { codesContract } from './one-time-code.ts';
import { organizationsContract, techniciansContract, workspaceContract } from './organization.ts';
import { maintenanceContract } from './maintenance.ts';
import { monitorsContract } from './monitors-contract.ts';
import { notificationsContract } from './notification.ts';
import { notificationRulesContract } from './notification-rule.ts';
import type { Client, Handlers } from './procedure.ts';
import { passwordBreachesContract } from './password-breach.ts';
import { projectsContract } from './project.ts';
import { outboxContract } from './remote.ts';
import { reviewsContract } from './security-review.ts';
import { systemContract } from './system.ts';
import { tasksContract } from './task.ts';
import { vehiclesContract } from './vehicle.ts';
import { webhooksContract } from './webhook.ts';
import {
  categoriesContract,
  draftsContract,
  savedFiltersContract,
  ticketsContract,
} from './tickets-contract.ts';
import { usageContract } from './usage.ts';
import { uptimeContract } from './uptime.ts';
import { rmmContract } from './rmm.ts';
import { softwareContract } from './software.ts';
import { vaultContract } from './vault.ts';
import { vulnerabilitiesContract } from './vulnerability.ts';

/** Everything the engine answers to; the console reaches it over IPC, REST handlers over the same calls. */
export const engineContract = {
  system: systemContract,
  workspace: workspaceContract,
  organizations: organizationsContract,
  technicians: techniciansContract,
  tickets: ticketsContract,
  categories: categoriesContract,
  savedFilters: savedFiltersContract,
  drafts: draftsContract,
  assets: assetsContract,
  savedAssetFilters: savedAssetFiltersContract,
  vehicles: vehiclesContract,
  monitors: monitorsContract,
  incidents: incidentsContract,
  maintenance: maintenanceContract,
  uptime: uptimeContract,
  projects: projectsContract,
  tasks: tasksContract,
  articles: articlesContract,
  vault: vaultContract,
  entries: entriesContract,
  codes: codesContract,
  keys: keysContract,
  usage: usageContract,
  localApi: localApiContract,
  subscription: subscriptionContract,
  alerts: alertsContract,
  webhooks: webhooksContract,
  deliveries: deliveriesContract,
  savedEvents: savedEventsContract,
  connections: connectionsContract,
  hookDeliveries: hookDeliveriesContract,
  outbox: outboxContract,
  reviews: reviewsContract,
  vulnerabilities: vulnerabilitiesContract,
  software: softwareContract,
  rmm: rmmContract,
  channels: channelsContract,
  notificationRules: notificationRulesContract,
  notifications: notificationsContract,
  breaches: breachesContract,
  passwordBreaches: passwordBreachesContract,
  healthReports: healthReportsContract,
  audit: auditContract,
  imports: importsContract,
};
export type EngineContract = typeof engineContract;
export type EngineClient = Client<EngineContract>;
export type EngineHandlers<Caller> = Handlers<EngineContract, Caller>;
