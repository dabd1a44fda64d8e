import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { TestContext } from 'node:test';

/** A request as the other side has seen it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface HttpPeer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly requests: SeenRequest[];
}

type Answer = (request: SeenRequest, response: ServerResponse) => void;

/** An HTTP server on a free port that keeps what it is asked; by default it answers as `POST /instances` does. */
export async function startHttpPeer(t: TestContext, answer: Answer = stored, tls?: ServerOptions): Promise<HttpPeer> {
  const requests: SeenRequest[] = [];
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk);
    } catch {
      return;
    }
    const { headers, method = '', url = '' } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    answer(request, response);
  };
  const server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, port, requests };
}

function stored(_: SeenRequest, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json').end('{"ID": "i", "Status": "Success"}');
}
