import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { CachedObjectStore } from '../../src/blobs/cache/cached-object-store.ts';
import { EncryptedObjectStore } from '../../src/blobs/encryption/encrypted-object-store.ts';
import { MasterKeys } from '../../src/blobs/encryption/master-keys.ts';
import { ObjectBlobStore } from '../../src/blobs/object-blob-store.ts';
import type { ObjectStore } from '../../src/blobs/object-store.ts';
import { createS3Client } from '../../src/blobs/s3/s3-client.ts';
import { S3ObjectStore } from '../../src/blobs/s3/s3-object-store.ts';
import type { S3Settings } from '../../src/blobs/s3/s3-settings.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { MemoryNames } from '../support/memory-names.ts';
import { otherStore, s3TestSettings, testKeys } from '../support/s3-connection.ts';
import { S3Server } from '../support/s3-server.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { blobStoreContract } from './contract/blob-store-contract.ts';
import type { OpenStore } from './contract/opened-store.ts';

/** Makes layers upon the objects, in a folder of the test. */
type Layers = (objects: ObjectStore, folder: string) => Promise<ObjectStore> | ObjectStore;

const encrypted: Layers = async (objects, folder) => {
  const path = join(folder, 'master.key');
  await writeFile(path, `${randomBytes(32).toString('base64')}\n`);
  return new EncryptedObjectStore(objects, await MasterKeys.read({ id: 1, path }, []));
};

const cached =
  (mode: 'WriteThrough' | 'WriteBack', maximumBytes: number): Layers =>
  (objects, folder) =>
    CachedObjectStore.open(objects, { root: join(folder, 'cache'), maximumBytes, mode, logger: silentLogger });

const mebibyte = 1024 * 1024;

const layers: Readonly<Record<string, Layers>> = {
  plain: (objects) => objects,
  encrypted,
  'written through a cache': cached('WriteThrough', 100 * mebibyte),
  'written back from a cache': cached('WriteBack', 100 * mebibyte),
  'written back from a cache that is too small': cached('WriteBack', mebibyte / 2),
  'encrypted, and written back from a cache': async (objects, folder) =>
    encrypted(await cached('WriteBack', 100 * mebibyte)(objects, folder), folder),
};

let server: S3Server;
let serverFolder: TemporaryFolder;

before(async () => {
  serverFolder = await temporaryFolder();
  server = await S3Server.start({ root: serverFolder.path, buckets: ['test'], keys: testKeys, pageSize: 3 });
});

after(async () => {
  await server.stop();
  await serverFolder[Symbol.asyncDispose]();
});

/** Any host is this one: a bucket in the host name needs no entry in DNS. */
const toThisMachine: LookupFunction = (_host, { all }, found) => {
  if (all === true) found(null, [{ address: '127.0.0.1', family: 4 }]);
  else found(null, '127.0.0.1', 4);
};

/** Objects of each test are in a folder of their own. */
function openOn(connection: () => Partial<S3Settings>, makeLayers: Layers, structure: 'flat' | 'legacy'): OpenStore {
  return async () => {
    const folder = await temporaryFolder();
    const layout = { rootPath: `blobs/${randomUUID()}`, structure, encrypted: false };
    const settings = s3TestSettings({ layout, ...connection() });
    const names = new MemoryNames();
    const objects = await makeLayers(new S3ObjectStore(createS3Client(settings, toThisMachine), settings), folder.path);
    const store = new ObjectBlobStore(objects, names);
    const close = async () => {
      await store.close();
      await folder[Symbol.asyncDispose]();
    };
    return { store, unsettled: names.unsettled, close };
  };
}

const options = { largeBytes: 12 * mebibyte };

for (const [name, makeLayers] of Object.entries(layers)) {
  blobStoreContract(
    `S3, ${name}`,
    openOn(() => ({ endpoint: server.endpoint }), makeLayers, 'flat'),
    options,
  );
}

blobStoreContract(
  'S3, in folders, the bucket in the host name',
  openOn(
    () => ({ endpoint: `http://s3.example:${server.port}`, virtualAddressing: true }),
    (objects) => objects,
    'legacy',
  ),
  options,
);

if (otherStore !== undefined) {
  const connection = otherStore;
  for (const name of ['plain', 'encrypted', 'written back from a cache']) {
    const makeLayers = layers[name];
    if (makeLayers !== undefined) {
      blobStoreContract(
        `The store of the environment, ${name}`,
        openOn(() => connection, makeLayers, 'flat'),
        options,
      );
    }
  }
}
