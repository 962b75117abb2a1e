/** One request and its answer, as the door saw them. */
export interface RequestNote {
  /** As its answer named it: a UUID. */
  readonly id: string;
  /** Null where no key was shown that is or was one. */
  readonly keyId: number | null;
  readonly method: string;
  /** Pattern of the route; null for paths that are none. */
  readonly path: string | null;
  readonly status: number;
  readonly durationMs: number;
  /** Length of the answer's body. */
  readonly bytes: number;
}
