/** Bounds on what one peer can make this side hold or do. Every excess ends in an error, never in growth. */
export interface AssociationLimits {
  /** Body of an A-ASSOCIATE PDU, bytes. */
  readonly maxAssociatePduBytes: number;
  /** Length field of a received P-DATA-TF, bytes; announced as maximum length (PS3.8 D.1). */
  readonly maxPduBytes: number;
  /** Length field of a sent P-DATA-TF, bytes, when the peer allows more or anything. */
  readonly maxSentPduBytes: number;
  /** Command set of one message, bytes. */
  readonly maxCommandBytes: number;
  /** Identifier, or other data set kept in memory, bytes. */
  readonly maxIdentifierBytes: number;
  /** Received data set bytes not yet read by the handlers of an association; beyond it the socket is paused. */
  readonly maxQueuedDataSetBytes: number;
  /** Received response identifiers not yet taken by the invoker, bytes; beyond it the socket is paused. */
  readonly maxQueuedResponseBytes: number;
  /** Presentation contexts of one request. */
  readonly maxPresentationContexts: number;
  /** Items and sub-items of one A-ASSOCIATE PDU. */
  readonly maxAssociateItems: number;
  /** Operations performed at once for a peer that negotiated an unlimited window. */
  readonly maxOutstandingOperations: number;
}

export const DEFAULT_ASSOCIATION_LIMITS: AssociationLimits = {
  maxAssociatePduBytes: 1024 * 1024,
  maxPduBytes: 131072,
  maxSentPduBytes: 131072,
  maxCommandBytes: 64 * 1024,
  maxIdentifierBytes: 4 * 1024 * 1024,
  maxQueuedDataSetBytes: 1024 * 1024,
  maxQueuedResponseBytes: 4 * 1024 * 1024,
  maxPresentationContexts: 128,
  maxAssociateItems: 16384,
  maxOutstandingOperations: 64,
};

/** Bounds of a server. */
export interface ScpLimits extends AssociationLimits {
  /** Associations at once; more are rejected with 2/3/2. */
  readonly maxAssociations: number;
  /** Associations at once from one address; more are rejected with 2/3/2. */
  readonly maxAssociationsPerPeer: number;
}

export const DEFAULT_SCP_LIMITS: ScpLimits = {
  ...DEFAULT_ASSOCIATION_LIMITS,
  maxAssociations: 256,
  maxAssociationsPerPeer: 256,
};
