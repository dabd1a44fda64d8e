import type { Hook } from './hook.ts';

/** Where a request comes from, in the peer's words. */
export interface OriginFacts {
  readonly RequestOrigin: string;
  readonly RemoteIp?: string;
  readonly RemoteAet?: string;
  readonly CalledAet?: string;
  readonly Username?: string;
  readonly Manufacturer?: string;
}

/** An instance that has arrived and is not yet stored. */
export interface ReceivedInstanceFacts {
  /** The data set up to its pixel data, by keyword (the simplified format of the REST API). */
  readonly tags: object;
  readonly origin: OriginFacts;
  readonly transferSyntaxUid: string;
  readonly hasPixelData: boolean;
}

/**
 * What becomes of an instance. `discard`: its sender is told that all is well. A DIMSE status goes to the sender of a
 * C-STORE; anything but 0000 means that the instance is not stored.
 */
export type InstanceVerdict =
  | { readonly kind: 'store' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'refuse'; readonly dimseStatus: number };

export interface HttpRequestFacts {
  readonly method: string;
  readonly uri: string;
  readonly ip: string;
  readonly username: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Text keys of a query, by tag (`0010,0010`). */
export type QueryKeys = Readonly<Record<string, string>>;

export interface IncomingQuery {
  readonly keys: QueryKeys;
  readonly origin: OriginFacts;
}

/** Keys of a query for worklists: those that are sequences hold the keys of their items. */
export interface WorklistKeys {
  readonly [tag: string]: string | readonly WorklistKeys[];
}

export interface IncomingWorklistQuery {
  readonly keys: WorklistKeys;
  readonly origin: OriginFacts;
}

export interface OutgoingQuery {
  readonly keys: QueryKeys;
  /** Name of the modality that is asked. */
  readonly modality: string;
}

export interface IncomingMoveFacts {
  readonly level: string;
  readonly publicIds: readonly string[];
  readonly targetAet: string;
  readonly origin: OriginFacts;
}

/** Every point where scripts and plugins may decide. */
export interface Hooks {
  readonly receivedInstance: Hook<ReceivedInstanceFacts, InstanceVerdict>;
  /** Whether the request is answered; otherwise 403. */
  readonly httpRequest: Hook<HttpRequestFacts, boolean>;
  readonly incomingFind: Hook<IncomingQuery, QueryKeys>;
  readonly incomingWorklist: Hook<IncomingWorklistQuery, WorklistKeys>;
  readonly outgoingFind: Hook<OutgoingQuery, QueryKeys>;
  /** Whether the C-MOVE is performed. */
  readonly incomingMove: Hook<IncomingMoveFacts, boolean>;
}
