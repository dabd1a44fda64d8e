/** A worklist item that the index keeps. */
export interface KeptWorklist {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  /** The encoded data set; the index does not read it. */
  readonly bytes: Uint8Array;
}

/** Worklist items that were made at runtime: all servers of the index share them. */
export interface WorklistStore {
  /** Adds one, or replaces the bytes of the one with this id. */
  putWorklist(worklist: KeptWorklist): Promise<void>;
  getWorklist(id: string): Promise<KeptWorklist | undefined>;
  /** A page in the order of ids. */
  listWorklists(after: string, limit: number): Promise<readonly KeptWorklist[]>;
  /** Whether there was one. */
  deleteWorklist(id: string): Promise<boolean>;
}
