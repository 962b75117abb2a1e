/** The columns of our own CSV, in their order. It holds all of an entry; what is no plain text stands there as JSON. */
export const techbenchColumns = {
  organization: 'Client',
  folder: 'Folder',
  title: 'Title',
  username: 'Username',
  password: 'Password',
  urls: 'URLs',
  oneTimeCode: 'One-time code',
  notes: 'Notes',
  tags: 'Tags',
  expiresAt: 'Expires',
  pinned: 'Pinned',
  reprompt: 'Ask again',
  fields: 'Fields',
  history: 'Earlier passwords',
  createdAt: 'Created',
  raw: 'Other',
} as const;

export type TechbenchColumn = keyof typeof techbenchColumns;

export const techbenchOrder = Object.keys(techbenchColumns) as TechbenchColumn[];

/** Between several URLs or tags in one cell: neither can hold it. */
export const cellSeparator = '\n';
