import type { FastifyInstance } from 'fastify';
import { bindAddresses } from '../access/http-access.ts';
import type { Configuration } from '../config/options.ts';
import { HttpListener } from './http-listener.ts';
import { httpsOptions } from './https-options.ts';
import { type BodyLimits, defaultMaxDocumentBytes } from './request-body.ts';

const bytesPerMB = 1024 * 1024;

/** A REST API that is listened for. */
export interface RestServer {
  readonly port: number;
  /** Takes no further requests; those under way have `graceMs` to end. */
  close(graceMs: number): Promise<void>;
}

/**
 * Listens for the requests of an app where the configuration says, in HTTP or HTTPS.
 * @throws IsocenterError HttpPortInUse, InexistentFile for the certificate
 */
export async function listenForRest(app: FastifyInstance, configuration: Configuration): Promise<RestServer> {
  const tls = await httpsOptions(configuration);
  await app.ready();
  const listener = await HttpListener.open((request, response) => app.routing(request, response), {
    addresses: bindAddresses(configuration),
    port: configuration.HttpPort,
    tls,
    silenceTimeoutMs: configuration.HttpRequestTimeout * 1000,
    keepAliveTimeoutMs: configuration.KeepAliveTimeout * 1000,
  });
  return {
    port: listener.port,
    async close(graceMs) {
      await listener.close(graceMs);
      await app.close();
    },
  };
}

/** The limits of request bodies that the configuration sets; 0 is none. */
export function bodyLimits(
  configuration: Pick<Configuration, 'MaximumRequestBodySizeMB' | 'MaximumFileSizeInArchiveMB'>,
): BodyLimits {
  const bytes = (megabytes: number) => (megabytes === 0 ? Number.POSITIVE_INFINITY : megabytes * bytesPerMB);
  return {
    maxBodyBytes: bytes(configuration.MaximumRequestBodySizeMB),
    maxUnpackedBytes: bytes(configuration.MaximumFileSizeInArchiveMB),
    maxDocumentBytes: defaultMaxDocumentBytes,
  };
}
