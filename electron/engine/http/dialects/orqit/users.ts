import { technician, technicianRole, techniciansContract } from '../../../../../shared/organization.ts';
import { oneOf } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { moment, numeric, truth, wireTable } from '../../wire-table.ts';
import { capitals } from './capitals.ts';
import { listRoute } from './list.ts';
import { inCapitals } from './project-wire.ts';

const { create } = techniciansContract;

/** Orqit's users are our technicians. */
export const userTable = wireTable({
  title: 'OrqitUser',
  record: technician,
  created: create.input,
  patch: technician.pick({ name: true, email: true, role: true, active: true }).partial(),
  unknown: 'refused',
  names: {
    id: 'id',
    name: 'name',
    email: 'email',
    role: 'role',
    active: 'active',
    createdAt: 'createdAt',
    updatedAt: 'updatedAt',
  },
  spelled: {
    id: numeric(technician.shape.id),
    role: inCapitals(technicianRole.options),
    active: truth,
    createdAt: moment('always'),
    updatedAt: moment('always'),
  },
});

/** Technicians work for every client: any key with the scope sees them all. */
export function directoryRoutes({ technicians }: ServedHandlers): Route[] {
  return [
    listRoute({
      path: '/api/public/v1/users',
      summary: 'List users',
      scope: 'users:read',
      group: 'users',
      query: {
        role: oneOf(capitals(technicianRole.options)).optional(),
        active: oneOf({ true: true, false: false }).optional(),
      },
      names: userTable.names,
      entry: userTable.served,
      page(caller, { asked: { role, active }, ...page }) {
        const equals = { ...(role !== undefined && { role }), ...(active !== undefined && { active }) };
        const { rows, total } = technicians.find(caller, { ...page, filter: { equals } });
        return { rows: rows.map(userTable.toWire), total };
      },
    }),
  ];
}
