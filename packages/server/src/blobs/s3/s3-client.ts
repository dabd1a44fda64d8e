import { S3Client } from '@aws-sdk/client-s3';
import type { S3Settings } from './s3-settings.ts';

/** The region of a store that has none of its own: signatures need one. */
const anyRegion = 'us-east-1';

/** Makes the client of a bucket. It connects with the first request. */
export function createS3Client(settings: S3Settings): S3Client {
  const { credentials, endpoint, region } = settings;
  const agent = { keepAlive: true, maxSockets: settings.maximumConnections };
  return new S3Client({
    ...(region !== '' ? { region } : endpoint !== '' ? { region: anyRegion } : {}),
    ...(endpoint === '' ? {} : { endpoint: /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}` }),
    ...(credentials === undefined ? {} : { credentials }),
    forcePathStyle: !settings.virtualAddressing,
    maxAttempts: settings.retries + 1,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: settings.connectionTimeoutMs,
      requestTimeout: settings.requestTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: settings.idleTimeoutMs,
      // More requests than connections wait for one; that is no reason for a warning on the console.
      socketAcquisitionWarningTimeout: settings.requestTimeoutMs,
      httpAgent: agent,
      httpsAgent: agent,
    },
    // Bodies are buffers whose SHA-256 is part of the signature; the newer checksums are unknown to many stores.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
