import type { RecordRoute, RecordScreenName, Route, TicketSource } from './route.ts';

function formatSource(source: TicketSource): string {
  switch (source.kind) {
    case 'view':
      return source.view;
    case 'filter':
      return `filter/${source.id}`;
    case 'search':
      return `search/${encodeURIComponent(source.query)}`;
  }
}

const idPart = (id: number | null) => (id === null ? '' : `/${id}`);

/** Where the address says something else than the screen's name. */
const recordPlaces: Partial<Record<RecordScreenName, string>> = {
  entries: 'vault',
  monitors: 'uptime',
  deliveries: 'webhooks/deliveries',
  hookDeliveries: 'connections/received',
  exposures: 'vulnerabilities/assets',
};

function formatRecords({ screen, filterId, recordId }: RecordRoute): string {
  const filter = filterId === null ? '' : `/filter/${filterId}`;
  return `${recordPlaces[screen] ?? screen}${filter}${idPart(recordId)}`;
}

/** The text that `parseRoute` reads back to the same place. */
export function formatRoute(route: Route): string {
  if ('recordId' in route) return formatRecords(route);
  switch (route.screen) {
    case 'tickets': {
      return `tickets/${formatSource(route.source)}${idPart(route.ticketId)}`;
    }
    case 'organizations':
    case 'reviews':
      return `${route.screen}${idPart(route.organizationId)}`;
    case 'health':
      return 'vault/health';
    case 'wall':
      return 'uptime/wall';
    case 'projects':
      return `projects${idPart(route.projectId)}`;
    case 'tasks':
      return `projects/${route.projectId}/tasks${idPart(route.taskId)}`;
    case 'settings':
      return `settings/${route.section}`;
    case 'keys':
    case 'requests':
      return `${route.screen}${idPart(route.keyId)}`;
    case 'webhooks':
      return `webhooks${idPart(route.webhookId)}`;
    case 'connections':
      return `connections${idPart(route.connectionId)}`;
    case 'notifications':
      return `notifications/${route.part}${idPart(route.openId)}`;
    case 'rmm':
      return `rmm${idPart(route.integrationId)}`;
    case 'reports':
      return `reports${idPart(route.reportId)}`;
    case 'codes':
    case 'imports':
      return route.screen;
  }
}
