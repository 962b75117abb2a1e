/** How urgent a text is; the text itself says so too. */
export type Tone = 'plain' | 'soon' | 'overdue';
