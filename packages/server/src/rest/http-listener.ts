import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import { portError } from '../model/port-error.ts';

export interface HttpListenerOptions {
  /** Addresses to listen on; `every`: all of this machine. */
  readonly addresses: readonly string[] | 'every';
  /** 0: a free one. */
  readonly port: number;
  /** HTTPS in place of HTTP. */
  readonly tls?: (SecureContextOptions & TlsOptions) | undefined;
  /** Silence after which a connection is given up; 0: never. */
  readonly silenceTimeoutMs: number;
  /** Idle time between two requests of a connection. */
  readonly keepAliveTimeoutMs: number;
  /** Connections at the same time on one address; more are closed at once. */
  readonly maxConnections?: number;
}

/** Connections at the same time on one address, unless told otherwise. */
export const maximumConnections = 1024;
/** Longest time for the headers of a request to arrive, when silence has no limit. */
const maxHeadersTimeoutMs = 60_000;

/** Hands the requests that come in on one or more addresses to a handler. */
export class HttpListener {
  readonly #servers: readonly Server[];
  readonly port: number;

  private constructor(servers: readonly Server[], port: number) {
    this.#servers = servers;
    this.port = port;
  }

  /**
   * Listens on all addresses or on none.
   * @throws IsocenterError HttpPortInUse
   */
  static async open(handler: RequestListener, options: HttpListenerOptions): Promise<HttpListener> {
    const addresses = options.addresses === 'every' ? [undefined] : options.addresses;
    const servers: Server[] = [];
    let { port } = options;
    try {
      for (const address of addresses) {
        const server = createListeningServer(handler, options);
        const isSpare = servers.length > 0 && address === '::1';
        const listens = await listen(server, address, port, isSpare);
        if (!listens) continue;
        servers.push(server);
        port = (server.address() as AddressInfo).port;
      }
    } catch (cause) {
      for (const server of servers) server.close();
      throw portError('HTTP', options.port, cause);
    }
    return new HttpListener(servers, port);
  }

  /** Takes no further connections; those that are busy have `graceMs` to end. */
  async close(graceMs: number): Promise<void> {
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    for (const server of this.#servers) server.closeIdleConnections();
    const force = setTimeout(() => {
      for (const server of this.#servers) server.closeAllConnections();
    }, graceMs);
    await Promise.all(closed);
    clearTimeout(force);
  }
}

function createListeningServer(handler: RequestListener, options: HttpListenerOptions): Server {
  const { tls, silenceTimeoutMs, keepAliveTimeoutMs } = options;
  const settings = {
    noDelay: true,
    // An upload may take as long as it goes on.
    requestTimeout: 0,
    headersTimeout: silenceTimeoutMs === 0 ? maxHeadersTimeoutMs : silenceTimeoutMs,
    // 0 would keep idle connections without end.
    keepAliveTimeout: Math.max(1, keepAliveTimeoutMs),
  };
  const server =
    tls === undefined ? createServer(settings, handler) : createTlsServer({ ...settings, ...tls }, handler);
  // Some clients send an empty `Expect`, to keep their library from sending one; what it asks for may be ignored.
  server.on('checkExpectation', handler);
  server.timeout = silenceTimeoutMs;
  server.maxConnections = options.maxConnections ?? maximumConnections;
  return server;
}

/** False when the address is a spare one that this machine does not have: IPv6 may be off. */
async function listen(server: Server, host: string | undefined, port: number, isSpare: boolean): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    const isMissing = error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT';
    if (isSpare && isMissing) resolve(false);
    else reject(error);
  });
  server.listen(host === undefined ? { port } : { port, host }, () => resolve(true));
  return promise;
}
