import { useMemo } from 'react';
import type { OrganizationName, Technician } from '../../../shared/organization.ts';
import type { TicketCategory } from '../../../shared/ticket.ts';
import { readAnswer } from '../../lib/answers.ts';
import { useAnswer } from '../../lib/use-answer.ts';

/** The names behind the ids of a ticket; undefined while they are on the way. */
export interface Names {
  readonly me: number | null;
  readonly technicians: readonly Technician[];
  readonly organizations: readonly OrganizationName[];
  readonly categories: readonly TicketCategory[];
  technician(id: number | null): string | null | undefined;
  organization(id: number): string | undefined;
  category(id: number | null): string | null | undefined;
}

const none: never[] = [];

export function useNames(): Names {
  const technicians = useAnswer('technicians', 'list', {}).value ?? none;
  const organizations = useAnswer('organizations', 'names', {}).value ?? none;
  const categories = useAnswer('categories', 'list', {}).value ?? none;
  const me = useAnswer('workspace', 'get', {}).value?.me.id ?? null;
  return useMemo(() => {
    const technicianNames = new Map(technicians.map(({ id, name }) => [id, name]));
    const organizationNames = new Map(organizations.map(({ id, name }) => [id, name]));
    const categoryNames = new Map(categories.map(({ id, name }) => [id, name]));
    return {
      me,
      technicians,
      organizations,
      categories,
      technician: (id) => (id === null ? null : technicianNames.get(id)),
      organization: (id) => organizationNames.get(id),
      category: (id) => (id === null ? null : categoryNames.get(id)),
    };
  }, [technicians, organizations, categories, me]);
}

/** The technician at the console, outside of components. */
export function currentMe(): number | null {
  const workspace = readAnswer('workspace.get', {}).value as { me: { id: number } } | null | undefined;
  return workspace?.me.id ?? null;
}
