import type { AgentOptions } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3Settings } from './s3-settings.ts';

/** The region of a store that has none of its own: signatures need one. */
const anyRegion = 'us-east-1';

/**
 * Makes the client of a bucket. It connects with the first request.
 * @param lookup resolves host names instead of the system
 */
export function createS3Client(settings: S3Settings, lookup?: AgentOptions['lookup']): S3Client {
  const { credentials, endpoint, region } = settings;
  const agent = {
    keepAlive: true,
    maxSockets: settings.maximumConnections,
    ...(lookup === undefined ? {} : { lookup }),
  };
  return new S3Client({
    ...(region !== '' ? { region } : endpoint !== '' ? { region: anyRegion } : {}),
    ...(endpoint === '' ? {} : { endpoint: /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}` }),
    ...(credentials === undefined ? {} : { credentials }),
    // With it the SDK opens a connection for each body of 2 MiB or more, and does not use the agent.
    expectContinueHeader: false,
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
