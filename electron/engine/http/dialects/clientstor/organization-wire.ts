import {
  newOrganization,
  organization,
  type organizationField,
  organizationPatch,
} from '../../../../../shared/organization.ts';
import { moment, numeric, truth, wireTable } from '../../wire-table.ts';

const record = organization.pick({
  id: true,
  name: true,
  domain: true,
  phone: true,
  address: true,
  notes: true,
  active: true,
  createdAt: true,
  updatedAt: true,
} satisfies Record<keyof typeof organizationField.enum, true>);

export const organizationTable = wireTable({
  title: 'ClientSt0rOrganization',
  record,
  created: newOrganization,
  patch: organizationPatch,
  unknown: 'ignored',
  names: {
    id: 'id',
    name: 'name',
    domain: 'domain',
    phone: 'phone',
    address: 'address',
    notes: 'notes',
    active: 'active',
    created_at: 'createdAt',
    updated_at: 'updatedAt',
  },
  spelled: {
    id: numeric(record.shape.id),
    active: truth,
    createdAt: moment('always'),
    updatedAt: moment('always'),
  },
});
