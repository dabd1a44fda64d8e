import type { FastifyRequest } from 'fastify';

/** Whether a request announces a body. */
export function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A longer body of a request that is refused is not waited for. */
const maxDroppedBytes = 256 * 1024 * 1024;

/**
 * Whether a connection that is answered now cannot serve another request: the rest of the body would be taken for one.
 * A body that nobody has begun to read is read and dropped by Node after the answer, as by the peer: many clients read
 * the answer only when they have sent all of the body, and fail where the connection is closed meanwhile.
 */
export function mustClose(request: FastifyRequest): boolean {
  if (!hasBody(request) || request.raw.complete) return false;
  const announcedBytes = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  return request.raw.readableDidRead || announcedBytes > maxDroppedBytes;
}
