import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasBody } from './unread-body.ts';

/**
 * Silence on a connection is the client's fault only while it sends a request or takes an answer: the time that the
 * server works in between (a synchronous job, a search through files) does not count.
 * @param timeoutMs `HttpRequestTimeout`, which the listener gives to every connection; 0 is none
 */
export function excuseSilenceWhileWorking(app: FastifyInstance, timeoutMs: number): void {
  if (timeoutMs === 0) return;
  app.addHook('preHandler', async (request) => {
    if (hasBody(request)) request.raw.once('end', () => setSilenceTimeout(request, 0));
    else setSilenceTimeout(request, 0);
  });
  app.addHook('onSend', async (request) => setSilenceTimeout(request, timeoutMs));
}

function setSilenceTimeout({ raw: { socket } }: FastifyRequest, timeoutMs: number): void {
  // Requests injected by an embedding program have no real socket.
  if ('setTimeout' in socket) socket.setTimeout(timeoutMs);
}
