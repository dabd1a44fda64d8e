import { Agent, request } from 'node:http';

/** Posts JSON over one connection that is kept open, and takes the answer whole. */
export class RestClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** @throws Error on an answer that is no success */
  async post(path: string, document: object): Promise<{ readonly milliseconds: number; readonly json: unknown }> {
    const body = Buffer.from(JSON.stringify(document));
    const startedAt = performance.now();
    const text = await this.#exchange(path, body);
    // What the client does with the answer is not the server's time.
    const milliseconds = performance.now() - startedAt;
    return { milliseconds, json: JSON.parse(text) };
  }

  close(): void {
    this.#agent.destroy();
  }

  #exchange(path: string, body: Uint8Array): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const outgoing = request(
      { host: '127.0.0.1', port: this.#port, method: 'POST', path, headers, agent: this.#agent },
      (incoming) => {
        const chunks: Uint8Array[] = [];
        incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        incoming.once('error', reject).once('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (incoming.statusCode === 200) resolve(text);
          else reject(new Error(`${path} answered ${incoming.statusCode}: ${text.slice(0, 200)}`));
        });
      },
    );
    outgoing.once('error', reject).end(body);
    return promise;
  }
}
