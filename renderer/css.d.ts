import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties carry measured sizes into style sheets. */
    [property: `--${string}`]: string | number | undefined;
  }
}
