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
