import { useMemo } from 'react';
import type { OrganizationName, Technician } from '../../../shared/organization.ts';
import type { TicketCategory } from '../../../shared/ticket.ts';
import { readAnswer } from '../../lib/answers.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';

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
  const technicians = useTechnicians();
  const organizations = useOrganizations();
  const categories = useAnswer('categories', 'list', {}).value ?? none;
  return useMemo(() => {
    const categoryNames = new Map(categories.map(({ id, name }) => [id, name]));
    return {
      me: technicians.me,
      technicians: technicians.all,
      organizations: organizations.all,
      categories,
      technician: technicians.nameOf,
      organization: organizations.nameOf,
      category: (id) => (id === null ? null : categoryNames.get(id)),
    };
  }, [technicians, organizations, categories]);
}

/** The technician at the console, outside of components. */
export function currentMe(): number | null {
  const workspace = readAnswer('workspace.get', {}).value as { me: { id: number } } | null | undefined;
  return workspace?.me.id ?? null;
}
