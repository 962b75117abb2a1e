import type { Key } from 'react';

/** Custom properties carry measured sizes into style sheets. */
type CustomProperty = Extract<Key, string | number>;

declare module 'react' {
  interface CSSProperties {
    [property: `--${string}`]: CustomProperty | undefined;
  }
}
