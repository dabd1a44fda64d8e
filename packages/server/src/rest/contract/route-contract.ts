import type { TObject, TSchema } from 'typebox';

/**
 * What a route promises: the OpenAPI document is made from it, and the same schemas validate requests (`read-query`,
 * `read-body`). Every route has one: `app.get(uri, { config: contract({ … }) }, handler)`.
 */
export interface RouteContract {
  /** The group of the document that the route belongs to. */
  readonly tag: ContractTag;
  /** One line: what the route does. */
  readonly summary: string;
  readonly description?: string;
  /** What the parameters of the path mean, where `contractParameters` does not say it: name to meaning. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: TObject;
  /** Request headers that the route heeds, by lower-case name: what they do. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The forms that a body may have. */
  readonly body?: readonly BodyForm[];
  /** What success looks like; nothing more than an empty text when it is left out. */
  readonly answer?: readonly AnswerForm[];
  /** Other answers than 200 that are no errors in the common form, by status. */
  readonly otherAnswers?: Readonly<Record<number, string>>;
  /** Kept for old clients. */
  readonly deprecated?: boolean;
}

/** One form of a body: a JSON document, a text or a file. */
export type BodyForm =
  | { readonly json: TSchema }
  | { readonly text: string; readonly mediaType?: string }
  | { readonly bytes: string; readonly mediaType: string };

/** One form of an answer. */
export type AnswerForm = BodyForm;

/** The groups of the document, in its order. */
export const contractTags = {
  System: 'The server itself: its state, log, metrics and life',
  Patients: 'Patients and what hangs below them',
  Studies: 'Studies and what hangs below them',
  Series: 'Series and what hangs below them',
  Instances: 'Instances: uploading, files, tags, frames',
  Find: 'Searching and looking up',
  Modification: 'New resources from old: modifying, anonymizing, splitting, merging, creating',
  Archives: 'ZIP archives and DICOMDIR media',
  Modalities: 'DICOM peers: verifying, querying, sending, retrieving',
  Queries: 'Queries that were sent to modalities, and their answers',
  Peers: 'Other servers over HTTP',
  Relay: 'What is fetched from upstream PACS, and for whom',
  Worklists: 'Modality worklists',
  'Storage commitment': 'Storage commitment requests and reports',
  WebDAV: 'The archive as a network drive',
  Jobs: 'Work in the background',
  Tracking: 'Changes and exports',
  Scripting: 'Lua and plugins',
} as const;
export type ContractTag = keyof typeof contractTags;

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly contract?: RouteContract;
  }
}

/** The `config` of a route with a contract. */
export function contract(contract: RouteContract): { readonly contract: RouteContract } {
  return { contract };
}
