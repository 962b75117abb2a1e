import { useMemo } from 'react';
import type { OrganizationName } from '../../shared/organization.ts';
import { useAnswer } from './use-answer.ts';

export interface OrganizationNames {
  readonly all: readonly OrganizationName[];
  /** Those that new records may be given to. */
  readonly active: readonly OrganizationName[];
  /** Undefined while the names are on the way. */
  nameOf(id: number): string | undefined;
}

const none: readonly OrganizationName[] = [];

export function useOrganizations(): OrganizationNames {
  const all = useAnswer('organizations', 'names', {}).value ?? none;
  return useMemo(() => {
    const names = new Map(all.map(({ id, name }) => [id, name]));
    return { all, active: all.filter(({ active }) => active), nameOf: (id) => names.get(id) };
  }, [all]);
}
