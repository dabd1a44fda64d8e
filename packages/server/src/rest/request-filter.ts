import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Hook } from '../hooks/hook.ts';
import type { HttpRequestFacts } from '../hooks/hooks.ts';
import { answerForbidden } from './error-answer.ts';
import { inProcessCaller } from './in-process-caller.ts';
import { pathOf } from './request-path.ts';

/** The longest that a request waits for a callback. */
const maximumCallbackWaitMs = 1000;

/**
 * Requests wait a while for the callback of an event that runs: as with the peer, whose Lua answers one at a time, a
 * client sees what the callback has done with what the client has just sent.
 */
export function waitForCallbacks(app: FastifyInstance, runningCallback: () => Promise<void> | undefined): void {
  app.addHook('onRequest', async (request) => {
    const running = runningCallback();
    if (running === undefined || request.routeOptions.config.isPublic === true) return;
    if (inProcessCaller(request) !== undefined) return;
    const waiting = new AbortController();
    const late = delay(maximumCallbackWaitMs, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([running, late]);
    waiting.abort();
  });
}

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
