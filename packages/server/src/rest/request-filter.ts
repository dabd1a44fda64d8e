import type { FastifyInstance } from 'fastify';
import type { Hook } from '../hooks/hook.ts';
import type { HttpRequestFacts } from '../hooks/hooks.ts';
import { answerForbidden } from './error-answer.ts';
import { inProcessCaller } from './in-process-caller.ts';
import { pathOf } from './request-path.ts';

/** Answers no request that scripts or plugins refuse. What these ask for themselves is not filtered. */
export function filterRequests(app: FastifyInstance, filter: Hook<HttpRequestFacts, boolean>): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!filter.isActive || request.routeOptions.config.isPublic === true) return undefined;
    if (inProcessCaller(request) !== undefined) return undefined;
    const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')] as const);
    const isAllowed = await filter.call({
      method: request.method,
      uri: pathOf(request.raw.url),
      ip: request.ip,
      username: request.username ?? '',
      headers: Object.fromEntries(headers),
    });
    return isAllowed ? undefined : answerForbidden(request, reply);
  });
}
