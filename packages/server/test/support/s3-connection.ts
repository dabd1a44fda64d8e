import process from 'node:process';
import type { S3Settings } from '../../src/blobs/s3/s3-settings.ts';

/** What the S3 server of the tests lets in. */
export const testKeys = { accessKeyId: 'TESTACCESSKEY', secretAccessKey: 'testsecretkey' };

/** A store to run the contract on besides, such as Ceph or MinIO; its bucket must exist. */
export const otherStore: Partial<S3Settings> | undefined =
  process.env.ISOCENTER_TEST_S3_ENDPOINT === undefined
    ? undefined
    : {
        endpoint: process.env.ISOCENTER_TEST_S3_ENDPOINT,
        bucket: process.env.ISOCENTER_TEST_S3_BUCKET ?? 'test',
        region: process.env.ISOCENTER_TEST_S3_REGION ?? '',
        credentials: {
          accessKeyId: process.env.ISOCENTER_TEST_S3_ACCESS_KEY ?? testKeys.accessKeyId,
          secretAccessKey: process.env.ISOCENTER_TEST_S3_SECRET_KEY ?? testKeys.secretAccessKey,
        },
      };

export function s3TestSettings(choice: Partial<S3Settings>): S3Settings {
  return {
    bucket: 'test',
    region: '',
    endpoint: '',
    credentials: testKeys,
    virtualAddressing: false,
    connectionTimeoutMs: 5000,
    requestTimeoutMs: 20_000,
    idleTimeoutMs: 20_000,
    maximumConnections: 16,
    retries: 3,
    partBytes: 5 * 1024 * 1024,
    storageClass: '',
    layout: { rootPath: '', structure: 'flat', encrypted: false },
    ...choice,
  };
}
