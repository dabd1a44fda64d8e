import { openFileBlobs } from '../support/file-blobs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { blobStoreContract } from './contract/blob-store-contract.ts';

for (const sync of [true, false]) {
  blobStoreContract(
    `files, ${sync ? 'synced' : 'not synced'}`,
    async () => {
      const folder = await temporaryFolder();
      const opened = openFileBlobs(folder.path, { sync });
      const close = async () => {
        await opened.close();
        await folder[Symbol.asyncDispose]();
      };
      return { store: opened.blobs, unsettled: undefined, close };
    },
    { largeBytes: 6 * 1024 * 1024 },
  );
}
