import type { TechnicianRole } from '../../../shared/organization.ts';

export const roleWords: Record<TechnicianRole, string> = {
  administrator: 'Administrator',
  technician: 'Technician',
  read_only: 'Reads only',
};
