/** What an empty list says: what the place is for and the key that fills it. */
export interface EmptyText {
  readonly title: string;
  readonly text: string;
  /** Nothing was found, rather than nothing being there. */
  readonly searched: boolean;
}

export const filteredToNothing: EmptyText = {
  title: 'The filter leaves nothing',
  text: 'Press f to change it, or take a part away above.',
  searched: true,
};

/** What an empty list of records says: why it is empty, and what to do about it. */
export function recordsEmptyText(
  whole: Pick<EmptyText, 'title' | 'text'>,
  search: string,
  isFiltered: boolean,
): EmptyText {
  if (search.trim() !== '') {
    return {
      searched: true,
      title: 'Nothing found',
      text: isFiltered
        ? 'Fewer words find more, and the filter above narrows it too.'
        : 'Fewer words find more. Every word must be there, from its start.',
    };
  }
  return isFiltered ? filteredToNothing : { ...whole, searched: false };
}
