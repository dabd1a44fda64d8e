import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** How a link ends its connections: as a program that exits, or as a machine that restarts. */
export type Break = 'close' | 'reset';

export interface LinkOptions {
  /** Breaks a connection when so many bytes have gone from the client. */
  readonly breakAfterBytes?: number;
  readonly how?: Break;
}

/** A TCP link to a port of this machine that can be broken. */
export class FaultyLink {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #target: number;
  readonly #options: LinkOptions;
  #closeAfterAnswer = false;

  private constructor(target: number, options: LinkOptions) {
    this.#target = target;
    this.#options = options;
    this.#server = createServer((client) => this.#serve(client));
  }

  static async listen(t: TestContext, target: number, options: LinkOptions = {}): Promise<FaultyLink> {
    const link = new FaultyLink(target, options);
    link.#server.listen(0, '127.0.0.1');
    await once(link.#server, 'listening');
    t.after(() => {
      link.break('close');
      link.#server.close();
    });
    return link;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  /** Ends all connections. */
  break(how: Break): void {
    for (const socket of this.#sockets) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    }
  }

  /** Ends connections in good order behind what the server says next. */
  closeAfterAnswer(): void {
    this.#closeAfterAnswer = true;
  }

  #serve(client: Socket): void {
    const server = connect(this.#target, '127.0.0.1');
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        client.destroySoon();
        server.destroy();
      });
    }
    const { breakAfterBytes = Number.POSITIVE_INFINITY, how = 'close' } = this.#options;
    let bytes = 0;
    client.on('data', (chunk) => {
      bytes += chunk.length;
      if (server.destroyed) return;
      if (bytes < breakAfterBytes) server.write(chunk);
      else this.break(how);
    });
    server.on('data', (chunk) => {
      if (!this.#closeAfterAnswer) return void client.write(chunk);
      this.#closeAfterAnswer = false;
      client.end(chunk);
      server.destroy();
    });
  }
}
