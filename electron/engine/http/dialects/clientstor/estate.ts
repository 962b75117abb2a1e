import type { Route, ServedHandlers } from '../../route.ts';
import { assetTable } from './asset-wire.ts';
import { monitorTable } from './monitor-wire.ts';
import { organizationTable } from './organization-wire.ts';
import { resourceRoutes } from './resource.ts';
import { vehicleTable } from './vehicle-wire.ts';

/** Assets, organizations, vehicles and monitors. */
export function estateRoutes({ assets, monitors, organizations, vehicles }: ServedHandlers): Route[] {
  return [
    ...resourceRoutes({
      path: 'assets',
      noun: 'asset',
      table: assetTable,
      read: 'assets:read',
      write: 'assets:write',
      list: assets.list,
      get: assets.get,
      create: (caller, body) => assets.create(caller, body).record,
      update: (caller, id, patch) => assets.update(caller, { ids: [id], patch }).records[0]!,
      remove: (caller, id) => void assets.remove(caller, { ids: [id] }),
    }),
    ...resourceRoutes({
      path: 'organizations',
      noun: 'organization',
      table: organizationTable,
      read: 'organizations:read',
      list(caller, asked) {
        const page = organizations.list(caller, { ...asked, includeInactive: true });
        return { rows: page.organizations, total: page.total };
      },
      get: organizations.get,
    }),
    ...resourceRoutes({
      path: 'vehicles',
      noun: 'vehicle',
      table: vehicleTable,
      read: 'vehicles:read',
      write: 'vehicles:write',
      list: vehicles.list,
      get: vehicles.get,
      create: (caller, body) => vehicles.create(caller, body).record,
      update: (caller, id, patch) => vehicles.update(caller, { ids: [id], patch }).records[0]!,
    }),
    ...resourceRoutes({
      path: 'monitors',
      noun: 'monitor',
      table: monitorTable,
      read: 'monitors:read',
      write: 'monitors:write',
      fleeting: true,
      list: monitors.list,
      get: monitors.get,
      create: (caller, body) => monitors.create(caller, body).record,
      update: (caller, id, patch) => monitors.update(caller, { ids: [id], patch }).records[0]!,
    }),
  ];
}
