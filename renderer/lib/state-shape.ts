/** Filled green: in use. Hollow amber or red: in trouble. Hollow: elsewhere. Dashed: gone. */
export type StateShape = 'good' | 'plain' | 'warn' | 'bad' | 'ours' | 'gone';
