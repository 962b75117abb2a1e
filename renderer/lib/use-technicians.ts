import { useMemo } from 'react';
import type { Technician } from '../../shared/organization.ts';
import { useAnswer } from './use-answer.ts';

export interface Technicians {
  /** Who sits at the console; null while that is not known. */
  readonly me: number | null;
  readonly all: readonly Technician[];
  /** Those who can be given work, the one at the console first. */
  readonly active: readonly Technician[];
  /** Null for nobody, undefined while the names are on the way. */
  nameOf(id: number | null): string | null | undefined;
}

const none: readonly Technician[] = [];

export function useTechnicians(): Technicians {
  const all = useAnswer('technicians', 'list', {}).value ?? none;
  const me = useAnswer('workspace', 'get', {}).value?.me.id ?? null;
  return useMemo(() => {
    const names = new Map(all.map(({ id, name }) => [id, name]));
    return {
      me,
      all,
      active: all
        .filter(({ active }) => active)
        .toSorted((a, b) => Number(b.id === me) - Number(a.id === me)),
      nameOf: (id) => (id === null ? null : names.get(id)),
    };
  }, [all, me]);
}
