import type { FastifyRequest } from 'fastify';

/** Whether a request announces a body. */
export function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether bytes of the body are still to come: a connection that is answered now cannot serve another request. */
export function hasUnreadBody(request: FastifyRequest): boolean {
  return hasBody(request) && !request.raw.complete;
}
