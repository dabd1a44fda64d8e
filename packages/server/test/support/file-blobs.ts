import { mkdirSync } from 'node:fs';
import { FileBlobStore } from '../../src/blobs/files/file-blob-store.ts';
import { Reservations } from '../../src/blobs/files/reservations.ts';

/** A storage area in a folder, and the names of its files, as the only server on an embedded index has them. */
export function openFileBlobs(
  root: string,
  { sync = false } = {},
): {
  readonly blobs: FileBlobStore;
  readonly names: Reservations;
  close(): Promise<void>;
} {
  mkdirSync(root, { recursive: true });
  const names = new Reservations(root);
  const blobs = new FileBlobStore({ root, sync, names, indexKeepsCopies: true, precedesIndex: false });
  return {
    blobs,
    names,
    async close() {
      await blobs.close();
      await names.close();
    },
  };
}
