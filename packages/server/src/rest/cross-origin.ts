import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Headers of answers that scripts of other origins may read, besides those that the standard allows always. */
const exposedHeaders = 'Content-Disposition, Content-Range, ETag, WWW-Authenticate';
const allowedMethods = 'GET, POST, PUT, DELETE';
/** How long browsers may rely on what they were told. */
const maxAgeSeconds = 600;

/**
 * Lets scripts of web pages of other origins use the API (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).
 * What they may do besides is up to the user whose credentials they send.
 * @param origins `HttpAllowedOrigins`; `*` is every origin, to which no credentials of the browser are sent
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const allowed = new Set(origins.map((origin) => origin.toLowerCase()));
  const isOpen = allowed.has('*');
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (!isOpen) reply.header('vary', 'Origin');
    if (origin === undefined || !(isOpen || allowed.has(origin.toLowerCase()))) return undefined;
    reply.header('access-control-allow-origin', isOpen ? '*' : origin);
    if (!isOpen) reply.header('access-control-allow-credentials', 'true');
    if (isPreflight(request)) return answerPreflight(request, reply);
    reply.header('access-control-expose-headers', exposedHeaders);
    return undefined;
  });
}

/** The question of a browser whether it may send a request: it comes without credentials. */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const asked = request.headers['access-control-request-headers'];
  if (asked !== undefined) reply.header('access-control-allow-headers', asked);
  return reply
    .code(204)
    .header('access-control-allow-methods', allowedMethods)
    .header('access-control-max-age', String(maxAgeSeconds))
    .send();
}
