import type { Socket } from 'node:net';
import { Deadline } from '../deadline.ts';
import { publish } from '../diagnostics.ts';
import { AssociationAbortedError, AssociationLostError, type PduError, TimeoutError } from '../errors.ts';
import { encodePdu } from '../pdu/encode-pdu.ts';
import {
  type AbortPdu,
  type AssociateAcceptPdu,
  type AssociateRequestPdu,
  type ControlPdu,
  PduType,
} from '../pdu/pdu.ts';
import { PduReader, type PduSink } from '../pdu/pdu-reader.ts';
import { AbortReason, AbortSource, type Rejection } from '../pdu/reasons.ts';
import type { Effect, State } from '../upper-layer/actions.ts';
import { actionFor } from '../upper-layer/machine.ts';
import type { UpperLayerEvent } from '../upper-layer/state-table.ts';
import type { AssociationLimits } from './limits.ts';
import type { AssociationTimeouts } from './timeouts.ts';
import type { Negotiator, UpperLayerUser } from './upper-layer-user.ts';

interface UpperLayerOptions {
  readonly requestor: boolean;
  readonly limits: AssociationLimits;
  readonly timeouts: AssociationTimeouts;
}

/** What an event brings along. */
interface Occurrence {
  readonly pdu?: ControlPdu;
  readonly abortReason?: number;
  readonly error?: Error;
}

const RELEASING: State = 7;
const AWAITING_CLOSE: State = 13;

/** The state machine of PS3.8 9.2 on a connected socket: events in, effects out. */
export class UpperLayer implements PduSink {
  readonly #socket: Socket;
  readonly #negotiator: Negotiator;
  #user: UpperLayerUser | undefined;
  readonly #requestor: boolean;
  readonly #reader: PduReader;
  readonly #artim: Deadline;
  readonly #pduTimer: Deadline;
  readonly #idleTimer: Deadline;
  readonly #releaseTimer: Deadline;
  #state: State = 1;
  #reading = true;
  #timedPdu = 0;
  #transportError: Error | undefined;
  #ended = false;
  #drainWaiters: { resolve: () => void; reject: (reason: unknown) => void }[] = [];

  constructor(socket: Socket, negotiator: Negotiator, { requestor, limits, timeouts }: UpperLayerOptions) {
    this.#socket = socket;
    this.#negotiator = negotiator;
    this.#requestor = requestor;
    this.#reader = new PduReader(this, limits);
    this.#artim = new Deadline(timeouts.artimTimeoutMs, () => this.#dispatch('artim-expired'));
    this.#pduTimer = this.#abortingDeadline('pduTimeoutMs', timeouts);
    this.#releaseTimer = this.#abortingDeadline('releaseTimeoutMs', timeouts);
    this.#idleTimer = new Deadline(timeouts.idleTimeoutMs, () => {
      if (this.#reading && this.#user?.expectsInput()) this.#timedOut('idleTimeoutMs', timeouts.idleTimeoutMs);
      else this.#idleTimer.start();
    });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_DELAY_MS);
    socket.on('data', (chunk: Buffer) => this.#received(chunk));
    socket.on('drain', () => this.#drained());
    socket.on('error', (error) => {
      this.#transportError = error;
    });
    // A half-closed connection is a closed one (reference 20): its peer can no longer answer anything.
    socket.on('end', () => socket.destroy());
    socket.on('close', () => this.#dispatch('transport-closed'));
  }

  /** Acceptor: waits for A-ASSOCIATE-RQ. */
  awaitRequest(): void {
    this.#dispatch('transport-indicated');
  }

  /** Requestor: sends A-ASSOCIATE-RQ. */
  request(pdu: AssociateRequestPdu): void {
    this.#dispatch('associate-request');
    this.#dispatch('transport-connected', { pdu });
  }

  /** False when the connection is gone meanwhile. */
  accept(pdu: AssociateAcceptPdu): boolean {
    return this.#dispatch('accept-response', { pdu });
  }

  /** Names who uses the association once it is established. */
  serve(user: UpperLayerUser): void {
    this.#user = user;
    this.#idleTimer.start();
  }

  reject(rejection: Rejection): void {
    this.#dispatch('reject-response', { pdu: { type: PduType.associateReject, ...rejection } });
  }

  release(): void {
    if (this.#dispatch('release-request')) this.#releaseTimer.start();
  }

  respondRelease(): void {
    this.#dispatch('release-response');
  }

  /** A-ABORT by the service user; `cause` is told to everybody who waits. */
  abort(cause?: unknown): void {
    const reason = new AssociationAbortedError('local', { source: AbortSource.serviceUser, reason: 0 }, cause);
    if (this.#dispatch('abort-request')) this.#end(reason);
  }

  /** A-ABORT by the service provider: the peer broke the protocol above the upper layer. */
  abortForProtocolError(error: Error, abortReason: number): void {
    this.#dispatch('invalid-pdu', { error, abortReason });
  }

  /** Whether data may be sent (PS3.8 table 9-10, P-DATA request). */
  get canSend(): boolean {
    return this.#state === 6 || this.#state === 8;
  }

  /** Writes P-DATA-TF PDUs; false when the socket's buffer is full. */
  writeData(bytes: Buffer): boolean {
    if (!this.canSend) throw new AssociationLostError('the association takes no more messages');
    return this.#socket.write(bytes);
  }

  /** Bytes that the socket has not passed to the system yet. */
  get pendingBytes(): number {
    return this.#socket.writableLength;
  }

  /** Resolves when the socket takes more; rejects when it is gone. */
  drained(): Promise<void> {
    if (this.#ended) return Promise.reject(new AssociationLostError('the connection is closed'));
    if (!this.#socket.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#drainWaiters.push({ resolve, reject });
    });
  }

  /** Holds or takes up reading from the peer. */
  setReading(reading: boolean): void {
    if (this.#reading === reading) return;
    this.#reading = reading;
    if (!reading) {
      this.#reader.suspend();
      this.#socket.pause();
      this.#pduTimer.stop();
      return;
    }
    this.#reader.resume();
    this.#inputRead();
    if (this.#reading) this.#socket.resume();
  }

  controlPdu(pdu: ControlPdu): void {
    this.#dispatch(EVENT_OF_PDU[pdu.type], { pdu, abortReason: AbortReason.unexpectedPdu });
  }

  dataPdu(): void {
    this.#dispatch('data-pdu', UNEXPECTED_PDU);
  }

  fragment(contextId: number, control: number, bytes: Buffer, last: boolean): void {
    if (this.#state === 6 || this.#state === RELEASING) this.#user?.fragment(contextId, control, bytes, last);
  }

  invalidPdu(error: PduError): void {
    this.#dispatch('invalid-pdu', { error, abortReason: error.abortReason });
  }

  #received(chunk: Buffer): void {
    if (this.#idleTimer.running) this.#idleTimer.start();
    this.#reader.push(chunk);
    this.#inputRead();
  }

  #inputRead(): void {
    this.#user?.inputRead();
    if (this.#ended || !this.#reading || !this.#reader.insidePdu) this.#pduTimer.stop();
    else if (!this.#pduTimer.running || this.#timedPdu !== this.#reader.pdus) {
      this.#timedPdu = this.#reader.pdus;
      this.#pduTimer.start();
    }
  }

  #drained(): void {
    const waiters = this.#drainWaiters;
    this.#drainWaiters = [];
    for (const { resolve } of waiters) resolve();
  }

  #abortingDeadline(timer: 'pduTimeoutMs' | 'releaseTimeoutMs', timeouts: AssociationTimeouts): Deadline {
    return new Deadline(timeouts[timer], () => this.#timedOut(timer, timeouts[timer]));
  }

  /** In state 2 ARTIM alone decides; elsewhere our own timers abort. */
  #timedOut(timer: string, milliseconds: number): void {
    this.abort(new TimeoutError(timer, milliseconds));
  }

  /** Runs the action of an event; false when the event has none in this state. */
  #dispatch(event: UpperLayerEvent, occurrence: Occurrence = NOTHING): boolean {
    const facts = { requestor: this.#requestor, acceptable: true };
    let rejection: Rejection | undefined;
    if (event === 'associate-request-pdu' && occurrence.pdu?.type === PduType.associateRequest && this.#state === 2) {
      rejection = this.#negotiator.refuse(occurrence.pdu);
      facts.acceptable = rejection === undefined;
    }
    const action = actionFor(this.#state, event, facts);
    if (action === undefined) return false;
    const released = this.#state === RELEASING && event === 'transport-closed';
    this.#state = action.next;
    const detail: Occurrence =
      rejection === undefined ? occurrence : { pdu: { type: PduType.associateReject, ...rejection } };
    for (const effect of action.effects) this.#perform(effect, detail, released);
    if (action.next === AWAITING_CLOSE) this.#awaitClose(event, detail);
    if (action.next === 1) this.#stopTimers();
    return true;
  }

  /** From here on input is only looked through for an A-ABORT, and must be, to see the connection close. */
  #awaitClose(event: UpperLayerEvent, { pdu, error, abortReason }: Occurrence): void {
    this.setReading(true);
    this.#releaseTimer.stop();
    this.#idleTimer.stop();
    this.#pduTimer.stop();
    // A local abort names its own cause; AA-1 in state 2 answers a bad PDU; all else was orderly or has ended already.
    if (event === 'abort-request') return;
    const aborted = event !== 'release-response' && pdu?.type !== PduType.associateReject;
    const reason = { source: AbortSource.serviceUser, reason: abortReason ?? 0 };
    this.#end(aborted ? new AssociationAbortedError('local', reason, error) : undefined);
  }

  #stopTimers(): void {
    for (const timer of [this.#artim, this.#pduTimer, this.#idleTimer, this.#releaseTimer]) timer.stop();
    if (!this.#ended) this.#end(undefined);
  }

  #perform(effect: Effect, { pdu, abortReason, error }: Occurrence, released: boolean): void {
    switch (effect) {
      case 'connect':
      case 'send-data':
      case 'indicate-data':
        return;
      case 'send-request':
      case 'send-accept':
      case 'send-reject':
        if (pdu !== undefined) this.#socket.write(encodePdu(pdu));
        return;
      case 'send-release-request':
        this.#socket.write(encodePdu({ type: PduType.releaseRequest }));
        return;
      case 'send-release-reply':
        this.#socket.write(encodePdu({ type: PduType.releaseReply }));
        return;
      case 'send-user-abort':
        this.#sendAbort({ type: PduType.abort, source: AbortSource.serviceUser, reason: 0 });
        return;
      case 'send-provider-abort':
        this.#sendAbort({
          type: PduType.abort,
          source: AbortSource.serviceProvider,
          reason: abortReason ?? AbortReason.unexpectedPdu,
        });
        return;
      case 'confirm-accept':
        if (pdu?.type === PduType.associateAccept) this.#negotiator.associationAccepted(pdu);
        return;
      case 'confirm-reject':
        if (pdu?.type === PduType.associateReject) this.#negotiator.associationRejected(pdu);
        return;
      case 'indicate-association':
        if (pdu?.type === PduType.associateRequest) this.#negotiator.associationRequested(pdu);
        return;
      case 'indicate-release':
        this.#user?.releaseRequested();
        return;
      case 'indicate-release-collision':
        // The association requestor answers first (PS3.8 9.2.3, AR-8 and AR-9).
        if (this.#requestor) this.#dispatch('release-response');
        return;
      case 'confirm-release':
        // In state 12 the acceptor of a collision still owes its reply.
        if (this.#state === 12) this.#dispatch('release-response');
        this.#end(undefined);
        return;
      case 'indicate-abort':
        if (pdu?.type === PduType.abort) this.#end(new AssociationAbortedError('peer', pdu));
        return;
      case 'indicate-provider-abort':
        this.#end(this.#providerAbort(released, error, abortReason));
        return;
      case 'start-artim':
        this.#artim.start();
        return;
      case 'stop-artim':
        this.#artim.stop();
        return;
      case 'close':
        this.#socket.destroy();
        return;
    }
  }

  /** Some peers close where they should answer A-RELEASE-RP; their association counts as released. */
  #providerAbort(released: boolean, error: Error | undefined, abortReason: number | undefined): Error | undefined {
    if (released) {
      const { remoteAddress, remotePort } = this.#socket;
      publish('releaseUnanswered', () => ({ peer: `${remoteAddress}:${remotePort}` }));
      return undefined;
    }
    if (abortReason !== undefined) {
      return new AssociationAbortedError('local', { source: AbortSource.serviceProvider, reason: abortReason }, error);
    }
    const cause = this.#transportError;
    return new AssociationLostError(
      'the connection closed before the association was released',
      cause === undefined ? undefined : { cause },
    );
  }

  #sendAbort(pdu: AbortPdu): void {
    if (!this.#socket.destroyed) this.#socket.write(encodePdu(pdu));
  }

  #end(reason: Error | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    const gone = reason ?? new AssociationLostError('the association has been released', {}, 'ASSOCIATION_RELEASED');
    for (const { reject } of this.#drainWaiters) reject(gone);
    this.#drainWaiters = [];
    this.#user?.ended(reason);
    this.#negotiator.ended(reason);
  }
}

/** Silence after which the operating system asks whether the peer's machine is still there. */
const KEEP_ALIVE_DELAY_MS = 60_000;

const NOTHING: Occurrence = {};
const UNEXPECTED_PDU: Occurrence = { abortReason: AbortReason.unexpectedPdu };

const EVENT_OF_PDU = {
  [PduType.associateRequest]: 'associate-request-pdu',
  [PduType.associateAccept]: 'associate-accept-pdu',
  [PduType.associateReject]: 'associate-reject-pdu',
  [PduType.releaseRequest]: 'release-request-pdu',
  [PduType.releaseReply]: 'release-reply-pdu',
  [PduType.abort]: 'abort-pdu',
} as const satisfies Record<ControlPdu['type'], UpperLayerEvent>;
