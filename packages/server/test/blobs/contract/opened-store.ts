import type { BlobStore } from '../../../src/blobs/blob-store.ts';

export interface OpenedStore {
  readonly store: BlobStore;
  /** Names that were given out and not settled; undefined where that cannot be seen from outside. */
  readonly unsettled: ReadonlySet<string> | undefined;
  /** Closes the store and drops what it holds. */
  close(): Promise<void>;
}

export type OpenStore = () => Promise<OpenedStore>;

/** Runs a test on a store of its own. */
export function onStore(open: OpenStore, test: (opened: OpenedStore) => Promise<void>): () => Promise<void> {
  return async () => {
    const opened = await open();
    try {
      await test(opened);
    } finally {
      await opened.close();
    }
  };
}
