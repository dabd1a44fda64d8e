/**
 * Gives out names for new blobs. Under which names blobs may be under way is noted durably before one is used, so that
 * after a crash the few that may have no index entry are known, and no scan of the storage area is ever needed.
 */
export interface BlobNames {
  /** A UUID in lower case that nobody has. */
  take(): string;
  /** The blob is in the index, or gone: nobody needs to look for it any more. Twice is no error. */
  settle(uuid: string): void;
  close(): Promise<void>;
}
