import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What is still taken of a body that nobody wants: enough for clients that read no answer before they have sent all. */
const maxUnwantedBytes = 16 * 1024 * 1024;
const maxUnwantedMs = 2000;

/** Whether a request announces a body. */
export function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Hears clients out before they are answered: a connection that is closed while bytes come in takes the answer with it,
 * and the client sees a broken pipe. One that goes on for too long is answered nevertheless, and its connection closed.
 */
export function hearClientsOut(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { complete, readableEnded } = request.raw;
    if (!hasBody(request) || complete || readableEnded) return payload;
    if (!(await isHeardOut(request.raw))) reply.header('connection', 'close');
    return payload;
  });
}

async function isHeardOut(body: IncomingMessage): Promise<boolean> {
  if (body.destroyed) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let bytes = 0;
  const count = (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > maxUnwantedBytes) resolve(false);
  };
  const timer = setTimeout(() => resolve(false), maxUnwantedMs);
  body.once('end', () => resolve(true)).once('close', () => resolve(false));
  body.on('data', count);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    body.off('data', count).pause();
  }
}
