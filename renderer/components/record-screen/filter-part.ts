import type { OrganizationNames } from '../../lib/use-organizations.ts';
import type { PickerOption } from '../picker.tsx';

/** A value that a part of a filter may have, and the filter that choosing it makes. */
export interface FilterChoice<Filter> extends PickerOption {
  readonly next: Filter;
}

/** One thing that a list can be narrowed by. */
export interface FilterPart<Filter> {
  readonly id: string;
  readonly label: string;
  /** Several values may be chosen one after the other. */
  readonly several: boolean;
  readonly choices: (filter: Filter) => readonly FilterChoice<Filter>[];
  /** "Type: Laptop or Printer"; null where this part narrows nothing. */
  readonly words: (filter: Filter) => string | null;
  readonly without: (filter: Filter) => Filter;
}

interface Value<V> {
  readonly value: V;
  readonly label: string;
  readonly icon?: React.ReactNode;
  readonly hint?: string | undefined;
}

/** The filter without one of its keys. */
function omit<Filter extends object>(filter: Filter, key: keyof Filter): Filter {
  const { [key]: _gone, ...rest } = filter;
  // What is left out is optional in every filter: `parts` are made of optional keys only.
  return rest as Filter;
}

/** A part that holds one value. */
export function onePart<Filter extends object, K extends keyof Filter & string>(
  key: K,
  label: string,
  values: readonly Value<NonNullable<Filter[K]> | null>[],
): FilterPart<Filter> {
  const nameOf = (value: unknown) => values.find((each) => each.value === value)?.label ?? '…';
  return {
    id: key,
    label,
    several: false,
    choices: (filter) =>
      values.map(({ value, ...option }) => ({
        ...option,
        id: String(value),
        checked: filter[key] === value,
        next: { ...filter, [key]: value },
      })),
    words: (filter) => (filter[key] === undefined ? null : `${label}: ${nameOf(filter[key])}`),
    without: (filter) => omit(filter, key),
  };
}

/** Whose the records are. */
export function organizationPart<Filter extends { readonly organizationId?: number | undefined }>({
  all,
}: Pick<OrganizationNames, 'all'>): FilterPart<Filter> {
  return onePart<Filter, 'organizationId'>(
    'organizationId',
    'Organization',
    all.map(({ id, name }) => ({ value: id as NonNullable<Filter['organizationId']>, label: name })),
  );
}

/** A part of which any of several values will do. */
export function manyPart<Filter extends object, K extends keyof Filter & string>(
  key: K,
  label: string,
  values: readonly Value<string>[],
): FilterPart<Filter> {
  // The caller names a key that holds a list of texts; the type parameter cannot say so and keep its other keys.
  const chosenIn = (filter: Filter) => (filter[key] ?? []) as readonly string[];
  const nameOf = (value: string) => values.find((each) => each.value === value)?.label ?? value;
  return {
    id: key,
    label,
    several: true,
    choices: (filter) =>
      values.map(({ value, ...option }) => {
        const chosen = chosenIn(filter);
        const checked = chosen.includes(value);
        const next = checked ? chosen.filter((each) => each !== value) : [...chosen, value];
        return {
          ...option,
          id: value,
          checked,
          next: next.length === 0 ? omit(filter, key) : { ...filter, [key]: next },
        };
      }),
    words(filter) {
      const chosen = chosenIn(filter);
      return chosen.length === 0 ? null : `${label}: ${chosen.map(nameOf).join(' or ')}`;
    },
    without: (filter) => omit(filter, key),
  };
}
