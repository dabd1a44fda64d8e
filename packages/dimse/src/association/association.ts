import type { PeerCertificate } from 'node:tls';
import { publish } from '../diagnostics.ts';
import { AssociationLostError, DimseError, LimitExceededError, MessageError } from '../errors.ts';
import type { CommandSet } from '../message/command-elements.ts';
import { type DataSetSink, MessageReceiver } from '../message/message-receiver.ts';
import { MessageSender } from '../message/message-sender.ts';
import { CommandField, RESPONSE_BIT } from '../message/services.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import type { Peer } from '../negotiation/association-request.ts';
import { smallerWindow } from '../negotiation/async-operations.ts';
import type { NegotiatedAssociation } from '../negotiation/negotiated-association.ts';
import { maxFragmentBytes } from '../pdu/data-framer.ts';
import { AbortReason } from '../pdu/reasons.ts';
import type { ScpHandlers } from '../scp/handlers.ts';
import { Performer } from '../scp/performer.ts';
import { echo } from '../scu/echo.ts';
import { find } from '../scu/find.ts';
import { Invoker } from '../scu/invoker.ts';
import { action, eventReport } from '../scu/normalized.ts';
import type {
  ActionRequest,
  EventReportRequest,
  FindRequest,
  GetRequest,
  MoveRequest,
  RequestOptions,
  StoreRequest,
} from '../scu/requests.ts';
import type {
  EchoResponse,
  FindResponse,
  GetResponse,
  MoveResponse,
  NormalizedResponse,
  StoreResponse,
} from '../scu/responses.ts';
import { get, move } from '../scu/retrieve.ts';
import { store } from '../scu/store.ts';
import type { AssociationLimits } from './limits.ts';
import type { UpperLayer } from './upper-layer.ts';
import type { UpperLayerUser } from './upper-layer-user.ts';

export interface AssociationSetup {
  readonly id: string;
  readonly upperLayer: UpperLayer;
  readonly negotiated: NegotiatedAssociation;
  readonly peer: Peer;
  readonly handlers: ScpHandlers;
  readonly limits: AssociationLimits;
  readonly responseTimeoutMs: number;
}

/**
 * An established association, of either side: it invokes operations of the peer and performs those the peer asks for.
 * Every promise it gave is settled when it ends.
 */
export class Association {
  readonly id: string;
  readonly negotiated: NegotiatedAssociation;
  /** Resolves, never rejects, when the association has ended; the value is why, undefined after a release. */
  readonly closed: Promise<Error | undefined>;
  readonly #peer: Peer;
  readonly #upperLayer: UpperLayer;
  readonly #limits: AssociationLimits;
  readonly #receiver: MessageReceiver;
  readonly #sender: MessageSender;
  readonly #invoker: Invoker;
  readonly #performer: Performer;
  readonly #resolveClosed: (reason: Error | undefined) => void;
  #reading = true;
  #releaseRequested = false;
  #ended: { readonly reason: Error | undefined } | undefined;

  /** @internal Made by `connect` and `DicomServer`. */
  constructor({ id, upperLayer, negotiated, peer, handlers, limits, responseTimeoutMs }: AssociationSetup) {
    this.id = id;
    this.negotiated = negotiated;
    this.#peer = peer;
    this.#upperLayer = upperLayer;
    this.#limits = limits;
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.closed = promise;
    this.#resolveClosed = resolve;
    const { contexts, asyncOperations, peerMaximumLength } = negotiated;
    const { maxIdentifierBytes, maxOutstandingOperations } = limits;
    const fragmentBytes = maxFragmentBytes(peerMaximumLength, limits.maxSentPduBytes);
    this.#sender = new MessageSender(upperLayer, fragmentBytes);
    const host = {
      association: this,
      send: this.#sender.send.bind(this.#sender),
      queueChanged: () => this.#updateReading(),
    };
    this.#invoker = new Invoker(
      {
        ...host,
        abort: (cause) => this.abort(cause),
        responseDropped: (command) => publish('responseDropped', () => ({ association: this, command })),
      },
      {
        contexts,
        window: asyncOperations.invoked === 0 ? Number.POSITIVE_INFINITY : asyncOperations.invoked,
        responseTimeoutMs,
        maxIdentifierBytes,
      },
    );
    this.#performer = new Performer(
      {
        ...host,
        idle: () => this.#performerIdle(),
        handlerFailed: (operation, error) => publish('handlerFailed', () => ({ association: this, operation, error })),
        requestRefused: (command, status) => publish('requestRefused', () => ({ association: this, command, status })),
      },
      handlers,
      { window: smallerWindow(asyncOperations.performed, maxOutstandingOperations), maxIdentifierBytes },
    );
    this.#receiver = new MessageReceiver(
      { command: (context, command, hasDataSet) => this.#command(context, command, hasDataSet) },
      contexts,
      limits.maxCommandBytes,
    );
    upperLayer.serve(this.#upperLayerUser);
    publish('associationOpened', () => ({ association: this }));
    if (fragmentBytes === 0)
      this.abort(new DimseError('NEGOTIATION_INVALID', 'the peer takes no PDU that can hold data'));
  }

  get callingAet(): string {
    return this.negotiated.callingAet;
  }

  get calledAet(): string {
    return this.negotiated.calledAet;
  }

  get remoteAddress(): string {
    return this.#peer.remoteAddress;
  }

  get remotePort(): number {
    return this.#peer.remotePort;
  }

  get peerCertificate(): PeerCertificate | undefined {
    return this.#peer.peerCertificate;
  }

  /** The usable presentation contexts, by id. */
  get acceptedContexts(): ReadonlyMap<number, AcceptedContext> {
    return this.negotiated.contexts;
  }

  /** Requests this side may have outstanding; 0 = unlimited. More wait for their turn. */
  get asyncOperationsInvoked(): number {
    return this.negotiated.asyncOperations.invoked;
  }

  /** Requests of the peer this side performs at once; 0 = unlimited. */
  get asyncOperationsPerformed(): number {
    return this.negotiated.asyncOperations.performed;
  }

  /** Whether it has not ended. */
  get open(): boolean {
    return this.#ended === undefined;
  }

  /** The first accepted context of an abstract syntax, with one transfer syntax if that is named. */
  contextFor(abstractSyntax: string, transferSyntax?: string): AcceptedContext | undefined {
    for (const context of this.acceptedContexts.values()) {
      if (context.abstractSyntax !== abstractSyntax) continue;
      if (transferSyntax === undefined || context.transferSyntax === transferSyntax) return context;
    }
    return undefined;
  }

  /** C-ECHO (PS3.7 9.1.5). */
  echo(options: RequestOptions = {}): Promise<EchoResponse> {
    return echo(this.#invoker, options);
  }

  /** C-STORE (PS3.7 9.1.1). Several may be outstanding when the window allows. */
  store(request: StoreRequest): Promise<StoreResponse> {
    return store(this.#invoker, request);
  }

  /** C-FIND (PS3.7 9.1.2): every response in order, the final one last. Leaving the iteration sends C-CANCEL. */
  find(request: FindRequest): AsyncIterable<FindResponse> {
    return find(this.#invoker, request);
  }

  /** C-MOVE (PS3.7 9.1.4): every response in order, the final one last. Leaving the iteration sends C-CANCEL. */
  move(request: MoveRequest): AsyncIterable<MoveResponse> {
    return move(this.#invoker, request);
  }

  /** C-GET (PS3.7 9.1.3): as C-MOVE; `onStore` receives the instances on this association. */
  get(request: GetRequest): AsyncIterable<GetResponse> {
    return get(this.#invoker, request, (onStore) => this.#performer.serveStores(onStore));
  }

  /** N-ACTION (PS3.7 10.1.4). */
  action(request: ActionRequest): Promise<NormalizedResponse> {
    return action(this.#invoker, request);
  }

  /** N-EVENT-REPORT (PS3.7 10.1.1); the context needs the SCP role. */
  eventReport(request: EventReportRequest): Promise<NormalizedResponse> {
    return eventReport(this.#invoker, request);
  }

  /**
   * Releases the association (PS3.8 7.2) and resolves when it is released. Rejects with OPERATIONS_OUTSTANDING while
   * requests await their responses, and with why it ended when that was not by release.
   */
  async release(): Promise<void> {
    if (this.#invoker.outstanding > 0) {
      throw new DimseError('OPERATIONS_OUTSTANDING', `${this.#invoker.outstanding} requests await their response`);
    }
    if (this.open && !this.#releaseRequested) this.#upperLayer.release();
    const reason = await this.closed;
    if (reason !== undefined) throw reason;
  }

  /** Aborts the association (PS3.8 7.3); `cause` is told to everything outstanding. */
  abort(cause?: unknown): void {
    this.#upperLayer.abort(cause);
  }

  readonly #upperLayerUser: UpperLayerUser = {
    fragment: (contextId, control, bytes, endsPdv) => {
      try {
        this.#receiver.fragment(contextId, control, bytes, endsPdv);
      } catch (error) {
        this.#protocolError(error);
      }
    },
    inputRead: () => this.#performer.inputRead(),
    releaseRequested: () => {
      this.#releaseRequested = true;
      this.#performer.cancelAll();
      this.#invoker.end(new AssociationLostError('the peer has released the association', {}, 'ASSOCIATION_RELEASED'));
      if (this.#performer.outstanding === 0) this.#upperLayer.respondRelease();
    },
    expectsInput: () =>
      this.#receiver.insideMessage || (this.#performer.outstanding === 0 && this.#invoker.outstanding === 0),
    ended: (reason) => this.#end(reason),
  };

  #command(context: AcceptedContext, command: CommandSet, hasDataSet: boolean): DataSetSink | undefined {
    if ((command.CommandField & RESPONSE_BIT) !== 0) return this.#invoker.response(command, hasDataSet);
    if (command.CommandField === CommandField.cCancel) {
      this.#performer.cancelRequest(context, command);
      return undefined;
    }
    this.#invoker.peerIsAtWork();
    return this.#performer.request(context, command, hasDataSet);
  }

  /** What the peer sent cannot be a message: the association is aborted (reference: PS3.8 E, 9.3.8). */
  #protocolError(error: unknown): void {
    if (error instanceof MessageError) this.#upperLayer.abortForProtocolError(error, error.abortReason);
    else if (error instanceof LimitExceededError) {
      this.#upperLayer.abortForProtocolError(error, AbortReason.notSpecified);
    } else throw error;
  }

  #performerIdle(): void {
    this.#invoker.peerIsAtWork();
    if (this.#releaseRequested) this.#upperLayer.respondRelease();
  }

  /** Reading stops over a limit and goes on at half of it, so that it does not flutter. */
  #updateReading(): void {
    const { maxQueuedDataSetBytes, maxQueuedResponseBytes } = this.#limits;
    const share = this.#reading ? 1 : 0.5;
    const reading =
      this.#ended !== undefined ||
      (!this.#performer.blocked &&
        this.#performer.queuedBytes <= maxQueuedDataSetBytes * share &&
        this.#invoker.queuedBytes <= maxQueuedResponseBytes * share);
    if (reading === this.#reading) return;
    this.#reading = reading;
    this.#upperLayer.setReading(reading);
  }

  #end(reason: Error | undefined): void {
    this.#ended = { reason };
    const gone = reason ?? new AssociationLostError('the association has been released', {}, 'ASSOCIATION_RELEASED');
    this.#sender.fail(gone);
    this.#invoker.end(gone);
    this.#performer.end(gone);
    this.#resolveClosed(reason);
    publish('associationClosed', () => ({ association: this, reason }));
  }
}
