import type { Configuration } from '../../config/options.ts';
import type { BlobNames } from '../../index/blob-names.ts';
import type { Logger } from '../../logging/logger.ts';
import type { BlobStore } from '../blob-store.ts';
import { CachedObjectStore } from '../cache/cached-object-store.ts';
import { EncryptedObjectStore } from '../encryption/encrypted-object-store.ts';
import { MasterKeys } from '../encryption/master-keys.ts';
import { ObjectBlobStore } from '../object-blob-store.ts';
import type { ObjectStore } from '../object-store.ts';
import { createS3Client } from './s3-client.ts';
import { S3ObjectStore } from './s3-object-store.ts';
import type { S3Settings } from './s3-settings.ts';

/** The section `AwsS3Storage` of the configuration. */
export type S3Section = NonNullable<Configuration['AwsS3Storage']>;

export interface S3BlobStoreParts {
  readonly section: S3Section;
  readonly names: BlobNames;
  readonly logger: Logger;
}

const bytesPerMegabyte = 1024 * 1024;
const idleTimeoutMs = 60_000;

/**
 * The blob store in a bucket: objects, a cache of them, and encryption before both, so that the local disk has no plain
 * files either. Nothing is sent to the store yet. A folder of a cache must be locked by the caller.
 * @throws IsocenterError when the keys or the folder of the cache cannot be used
 */
export async function openS3BlobStore({ section, names, logger }: S3BlobStoreParts): Promise<BlobStore> {
  const { Cache: cache, StorageEncryption: encryption } = section;
  const keys =
    encryption?.Enable === true && encryption.MasterKey !== undefined
      ? await MasterKeys.read(encryption.MasterKey, encryption.PreviousMasterKeys)
      : undefined;
  const settings = s3Settings(section);
  let objects: ObjectStore = new S3ObjectStore(createS3Client(settings), settings);
  if (cache !== undefined) {
    objects = await CachedObjectStore.open(objects, {
      root: cache.Directory,
      maximumBytes: cache.MaximumSize * bytesPerMegabyte,
      mode: cache.Mode,
      logger,
    });
  }
  if (keys !== undefined) objects = new EncryptedObjectStore(objects, keys);
  return new ObjectBlobStore(objects, names);
}

/** What the section says, in our terms. */
export function s3Settings(section: S3Section): S3Settings {
  const { AccessKey: accessKeyId, SecretKey: secretAccessKey } = section;
  return {
    bucket: section.BucketName,
    region: section.Region,
    endpoint: section.Endpoint,
    credentials: accessKeyId === '' ? undefined : { accessKeyId, secretAccessKey },
    virtualAddressing: section.VirtualAddressing,
    connectionTimeoutMs: section.ConnectionTimeout * 1000,
    requestTimeoutMs: section.RequestTimeout * 1000,
    idleTimeoutMs,
    maximumConnections: section.MaximumConnections,
    retries: section.MaximumRetries,
    partBytes: section.TransferBufferSize * bytesPerMegabyte,
    storageClass: section.StorageClass,
    layout: {
      rootPath: section.RootPath,
      structure: section.StorageStructure,
      encrypted: section.StorageEncryption?.Enable ?? false,
    },
  };
}
