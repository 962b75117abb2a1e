/** Something that is not a record and belongs to no organization: pages, their files, OpenAPI. No key is asked for. */
export interface Document {
  readonly contentType: string;
  readonly body: string;
  readonly headers?: readonly string[];
}

/** @param accept the request's Accept header */
export type DocumentSource = (accept: string) => Document;
export type Documents = ReadonlyMap<string, DocumentSource>;
