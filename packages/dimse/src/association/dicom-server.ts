import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { publish } from '../diagnostics.ts';
import { associateAccept } from '../negotiation/accept.ts';
import { type AssociationDecision, associationRequestOf } from '../negotiation/association-request.ts';
import { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from '../negotiation/implementation.ts';
import { negotiatedAssociation } from '../negotiation/negotiated-association.ts';
import { protocolRejection } from '../negotiation/reject.ts';
import type { AssociateRequestPdu } from '../pdu/pdu.ts';
import { type Rejection, Rejections } from '../pdu/reasons.ts';
import { Association } from './association.ts';
import { DEFAULT_SCP_LIMITS, type ScpLimits } from './limits.ts';
import { peerOf } from './peer-of.ts';
import type { DicomServerOptions } from './server-options.ts';
import { type AssociationTimeouts, DEFAULT_ASSOCIATION_TIMEOUTS } from './timeouts.ts';
import { TLS_POLICY } from './tls-policy.ts';
import { UpperLayer } from './upper-layer.ts';

/** Connections beyond `maxAssociations` that are still told why they are rejected; more are closed at once. */
const SPARE_CONNECTIONS = 64;

/** Listens for associations, asks the policy whether to accept them, and performs what the handlers can. */
export class DicomServer {
  readonly #options: DicomServerOptions;
  readonly #limits: ScpLimits;
  readonly #timeouts: AssociationTimeouts;
  readonly #server: Server;
  readonly #associations = new Set<Association>();
  readonly #connections = new Set<UpperLayer>();
  /** Every accepted TCP connection, also while its TLS handshake lasts. */
  readonly #sockets = new Set<Socket>();
  /** Accepted or being negotiated, by address. */
  readonly #admitted = new Map<string, number>();
  #admittedTotal = 0;
  #closing = false;

  constructor(options: DicomServerOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_SCP_LIMITS, ...options.limits };
    this.#timeouts = { ...DEFAULT_ASSOCIATION_TIMEOUTS, ...options.timeouts };
    const serve = (socket: Socket) => this.#serve(socket);
    if (options.tls === undefined) this.#server = createServer({ noDelay: true }, serve);
    else {
      // The handshake is part of the time ARTIM grants before a request must be there.
      const handshakeTimeout = this.#timeouts.artimTimeoutMs || undefined;
      const tls = { ...TLS_POLICY, ...(handshakeTimeout === undefined ? {} : { handshakeTimeout }), ...options.tls };
      this.#server = createTlsServer(tls, serve).on('tlsClientError', (error, socket) => {
        publish('connectionFailed', () => ({ peer: peerOf(socket), error }));
      });
    }
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.maxConnections = this.#limits.maxAssociations + SPARE_CONNECTIONS;
  }

  /** Where it listens; undefined while it does not. */
  get address(): { readonly host: string; readonly port: number } | undefined {
    const address = this.#server.address();
    return address === null || typeof address === 'string' ? undefined : { host: address.address, port: address.port };
  }

  get associations(): ReadonlySet<Association> {
    return this.#associations;
  }

  /** Begins to listen; port 0 takes a free one, see `address`. Rejects with the error of the operating system. */
  listen({ port, host }: { readonly port: number; readonly host?: string }): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      this.#server.off('error', reject);
      // A listening server reports what one connection could not do, such as EMFILE; the others go on.
      this.#server.on('error', (error) => publish('connectionFailed', () => ({ peer: undefined, error })));
      resolve();
    });
    return promise;
  }

  /** Stops listening; open associations may end by themselves for `graceMs`, then they are aborted. */
  async close({ graceMs = 0 }: { readonly graceMs?: number } = {}): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    const timer = setTimeout(() => this.#abortAll(), graceMs);
    await closed;
    clearTimeout(timer);
  }

  /** Closes the connections behind their A-ABORT; one whose peer does not read would never get it out. */
  #abortAll(): void {
    for (const upperLayer of this.#connections) upperLayer.abort();
    for (const socket of this.#sockets) {
      if (socket.writableNeedDrain) socket.destroy();
      else socket.destroySoon();
    }
  }

  #serve(socket: Socket): void {
    const peer = peerOf(socket);
    let admitted = false;
    const upperLayer: UpperLayer = new UpperLayer(
      socket,
      {
        refuse: (request) => {
          const rejection = protocolRejection(request) ?? this.#overload(peer.remoteAddress);
          if (rejection === undefined) {
            admitted = true;
            this.#admit(peer.remoteAddress, 1);
          } else
            publish('associationRejected', () => ({ peer, rejection, request: associationRequestOf(request, peer) }));
          return rejection;
        },
        associationRequested: (request) => {
          this.#negotiate(request, peer, upperLayer).catch((error: unknown) => {
            publish('connectionFailed', () => ({ peer, error }));
            upperLayer.abort(error);
          });
        },
        associationAccepted: () => undefined,
        associationRejected: () => undefined,
        ended: (reason) => {
          if (admitted) this.#admit(peer.remoteAddress, -1);
          else if (reason !== undefined) publish('connectionFailed', () => ({ peer, error: reason }));
        },
      },
      { requestor: false, limits: this.#limits, timeouts: this.#timeouts },
    );
    this.#connections.add(upperLayer);
    socket.once('close', () => this.#connections.delete(upperLayer));
    upperLayer.awaitRequest();
  }

  #admit(address: string, change: 1 | -1): void {
    const count = (this.#admitted.get(address) ?? 0) + change;
    if (count === 0) this.#admitted.delete(address);
    else this.#admitted.set(address, count);
    this.#admittedTotal += change;
  }

  #overload(address: string): Rejection | undefined {
    if (this.#closing) return Rejections.temporaryCongestion;
    if (this.#admittedTotal >= this.#limits.maxAssociations) return Rejections.localLimitExceeded;
    if ((this.#admitted.get(address) ?? 0) >= this.#limits.maxAssociationsPerPeer) return Rejections.localLimitExceeded;
    return undefined;
  }

  /** Asks the policy and answers; a policy that throws is a server in trouble, to be tried again later. */
  async #negotiate(pdu: AssociateRequestPdu, peer: ReturnType<typeof peerOf>, upperLayer: UpperLayer): Promise<void> {
    const request = associationRequestOf(pdu, peer);
    let decision: AssociationDecision;
    try {
      decision = await this.#options.negotiate(request);
    } catch (error) {
      publish('connectionFailed', () => ({ peer, error }));
      decision = { reject: Rejections.temporaryCongestion };
    }
    if ('reject' in decision) {
      const rejection = decision.reject;
      publish('associationRejected', () => ({ peer, rejection, request }));
      upperLayer.reject(rejection);
      return;
    }
    const accept = associateAccept(pdu, decision, {
      maximumLength: this.#limits.maxPduBytes,
      implementationClassUid: this.#options.implementationClassUid ?? IMPLEMENTATION_CLASS_UID,
      implementationVersionName: this.#options.implementationVersionName ?? IMPLEMENTATION_VERSION_NAME,
    });
    if (!upperLayer.accept(accept)) return;
    const association = new Association({
      id: randomUUID(),
      upperLayer,
      negotiated: negotiatedAssociation(pdu, accept, 'acceptor'),
      peer,
      handlers: this.#options.handlers,
      limits: this.#limits,
      responseTimeoutMs: this.#timeouts.responseTimeoutMs,
    });
    this.#associations.add(association);
    association.closed.then(() => this.#associations.delete(association));
    this.#options.onAssociation?.(association);
  }
}
