import type { FastifyInstance } from 'fastify';

/** `type/subtype`, whatever its parameters (RFC 9110 8.3.1). */
const contentType = /^[^\s/;,]+\/[^\s/;,]+/;

/** Routes know what their bodies are: what a client calls them matters to nobody, even where it is no content type. */
export function passOverContentTypes(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers }) => {
    const { 'content-type': given } = headers;
    if (given !== undefined && !contentType.test(given)) delete headers['content-type'];
  });
}
