import { FileBlobStore } from '../../src/blobs/files/file-blob-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { blobStoreContract } from './contract/blob-store-contract.ts';

for (const sync of [true, false]) {
  blobStoreContract(
    `files, ${sync ? 'synced' : 'not synced'}`,
    async () => {
      const folder = await temporaryFolder();
      const store = new FileBlobStore({ root: folder.path, sync });
      const close = async () => {
        await store.close();
        await folder[Symbol.asyncDispose]();
      };
      return { store, unsettled: undefined, close };
    },
    { largeBytes: 6 * 1024 * 1024 },
  );
}
