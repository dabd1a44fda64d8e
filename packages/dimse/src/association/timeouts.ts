/** Timers of an association in milliseconds; 0 switches one off. PS3.8 9.1.4 defines only ARTIM, the rest is ours. */
export interface AssociationTimeouts {
  /** From connection to the complete request, and from our last word to the close of the connection (PS3.8 9.1.4). */
  readonly artimTimeoutMs: number;
  /** From the first to the last byte of one PDU, while we read. */
  readonly pduTimeoutMs: number;
  /** Without any byte from the peer while it is its turn. */
  readonly idleTimeoutMs: number;
  /** From the end of a request we sent to its response, and between pending responses. */
  readonly responseTimeoutMs: number;
  /** From A-RELEASE-RQ to A-RELEASE-RP. */
  readonly releaseTimeoutMs: number;
}

export const DEFAULT_ASSOCIATION_TIMEOUTS: AssociationTimeouts = {
  artimTimeoutMs: 30_000,
  pduTimeoutMs: 60_000,
  idleTimeoutMs: 600_000,
  responseTimeoutMs: 120_000,
  releaseTimeoutMs: 30_000,
};

/** Timers of a requestor: those of the association, and of opening it. */
export interface ConnectTimeouts extends AssociationTimeouts {
  /** TCP connection and TLS handshake. */
  readonly connectMs: number;
  /** From A-ASSOCIATE-RQ to its answer. */
  readonly associationMs: number;
}

export const DEFAULT_CONNECT_TIMEOUTS: ConnectTimeouts = {
  ...DEFAULT_ASSOCIATION_TIMEOUTS,
  connectMs: 10_000,
  associationMs: 30_000,
};
