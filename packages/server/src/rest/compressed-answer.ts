import { pipeline, Readable } from 'node:stream';
import { createDeflate, createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Shorter answers do not become smaller. */
const minimumBytes = 1024;

/** Compresses the answers in text for clients that accept it (`HttpCompressionEnabled`). Files are sent as they are. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const coding = acceptedCoding(request.headers['accept-encoding']);
    if (coding === undefined || !isText(reply)) return payload;
    const source = asStream(payload);
    if (source === undefined) return payload;
    reply.header('content-encoding', coding).header('vary', 'Accept-Encoding').removeHeader('content-length');
    return pipeline(source, coding === 'gzip' ? createGzip() : createDeflate(), () => {});
  });
}

/** The coding to use for an Accept-Encoding header (RFC 9110 12.5.3); a weight of 0 refuses one. */
export function acceptedCoding(acceptEncoding: string | string[] | undefined): 'gzip' | 'deflate' | undefined {
  const accepted = new Map(
    String(acceptEncoding ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
        return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))];
      }),
  );
  return (['gzip', 'deflate'] as const).find((coding) => accepted.get(coding));
}

function isText(reply: FastifyReply): boolean {
  const type = String(reply.getHeader('content-type') ?? '');
  return /^(text\/|application\/(json|xml))/.test(type);
}

function asStream(payload: unknown): Readable | undefined {
  if (payload instanceof Readable) return payload;
  if (typeof payload !== 'string' || payload.length < minimumBytes) return undefined;
  return Readable.from([payload], { objectMode: false });
}
