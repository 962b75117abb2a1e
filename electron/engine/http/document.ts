/** Something that is not a record and belongs to no organization: pages, their files, OpenAPI. No key is asked for. */
export interface Document {
  readonly contentType: string;
  readonly body: string;
  readonly headers?: readonly string[];
}

export interface DocumentRequest {
  /** The Accept header. */
  readonly accept: string;
  /** Scheme, host and port that were asked: what points back here starts with it. */
  readonly address: string;
}

export type DocumentSource = (request: DocumentRequest) => Document;
export type Documents = ReadonlyMap<string, DocumentSource>;
