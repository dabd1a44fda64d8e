import type { FastifyInstance } from 'fastify';
import type { InProcessAnswer, InProcessClient } from '../hooks/in-process-client.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { addressOfCaller, type InProcessCaller } from './in-process-caller.ts';

/** A client of the REST API that needs no connection: requests go to the routes as those from outside do. */
export function inProcessClient(app: FastifyInstance, caller: InProcessCaller): InProcessClient {
  return {
    async request({ body, headers = {}, method, uri }, maximumBytes): Promise<InProcessAnswer> {
      const response = await app.inject({
        method,
        url: uri.startsWith('/') ? uri : `/${uri}`,
        headers: { host: 'localhost', ...headers },
        remoteAddress: addressOfCaller(caller),
        ...(body !== undefined && { payload: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }),
        payloadAsStream: true,
      });
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of response.stream()) {
        bytes += chunk.length;
        if (bytes > maximumBytes) {
          throw new IsocenterError(
            'NotEnoughMemory',
            `The answer of ${method} ${uri} is longer than ${maximumBytes} bytes`,
          );
        }
        chunks.push(chunk);
      }
      const fields = Object.entries(response.headers).map(([name, value]) => [name, String(value ?? '')] as const);
      return { status: response.statusCode, headers: Object.fromEntries(fields), body: Buffer.concat(chunks) };
    },
  };
}
