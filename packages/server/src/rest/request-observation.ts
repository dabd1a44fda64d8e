import type { FastifyInstance } from 'fastify';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { pathOf } from './request-path.ts';

/** Counts requests and writes one line for each at debug level: the path, never the query, body or headers. */
export function observeRequests(
  app: FastifyInstance,
  logger: Logger,
  metrics: Pick<Metrics, 'httpRequestBegins' | 'httpRequestEnds'>,
): void {
  app.addHook('onRequest', async () => metrics.httpRequestBegins());
  app.addHook('onResponse', async (request, reply) => {
    const durationMs = reply.elapsedTime;
    metrics.httpRequestEnds(durationMs, request.method, reply.statusCode);
    if (!logger.isEnabled('debug')) return;
    logger.debug('HTTP request', {
      method: request.method,
      path: pathOf(request.raw.url),
      status: reply.statusCode,
      durationMs: Math.round(durationMs),
      remoteIp: request.ip,
    });
  });
}
