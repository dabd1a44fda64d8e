import type { Association } from '../association/association.ts';
import { CancelRequested, MessageError, StatusError } from '../errors.ts';
import { encodeCommandSet } from '../message/command-codec.ts';
import { type CommandSet, DATA_SET_PRESENT, NO_DATA_SET } from '../message/command-elements.ts';
import { DataSetStream } from '../message/data-set-stream.ts';
import { encodeFailedSopInstances } from '../message/failed-sop-instances.ts';
import type { DataSetSink } from '../message/message-receiver.ts';
import type { OutgoingMessage } from '../message/outgoing-message.ts';
import { CommandField, RESPONSE_BIT, Services } from '../message/services.ts';
import { type CommandStatus, Status, statusCategory } from '../message/status.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import { AbortReason } from '../pdu/reasons.ts';
import type { ScpHandlers } from './handlers.ts';
import { PerformedServices } from './perform.ts';
import { PerformedOperation } from './performed-operation.ts';
import { refusal } from './refusal.ts';
import type { Responder, ResponseContent } from './responder.ts';

/** What a performer needs of its association. */
export interface PerformerHost {
  readonly association: Association;
  send(messages: readonly OutgoingMessage[]): Promise<void> | undefined;
  /** `queuedBytes` or `blocked` has changed. */
  queueChanged(): void;
  /** No operation is being performed any more. */
  idle(): void;
  handlerFailed(operation: PerformedOperation, error: unknown): void;
  requestRefused(command: CommandSet, status: CommandStatus): void;
}

export interface PerformerOptions {
  /** Operations performed at once. */
  readonly window: number;
  readonly maxIdentifierBytes: number;
}

/** Services that C-CANCEL can end (PS3.7 9.3.2.3, 9.3.3.3, 9.3.4.3). */
const CANCELLABLE: ReadonlySet<number> = new Set([CommandField.cFind, CommandField.cMove, CommandField.cGet]);

/** Performs the requests of the peer: at most a window of them at once, each ending in one final response. */
export class Performer {
  readonly #host: PerformerHost;
  readonly #options: PerformerOptions;
  readonly #handlers: ScpHandlers[];
  readonly #operations = new Map<number, PerformedOperation>();
  /** Requests whose final response is not out yet, refused ones included. */
  #active = 0;
  #blocked: (() => void) | undefined;
  /** Received in this turn and not begun, so that a small data set is complete when its handler begins. */
  #beginning: PerformedOperation | undefined;
  #queuedBytes = 0;
  #ended = false;

  constructor(host: PerformerHost, handlers: ScpHandlers, options: PerformerOptions) {
    this.#host = host;
    this.#handlers = [handlers];
    this.#options = options;
  }

  get outstanding(): number {
    return this.#active;
  }

  /** Whether the peer must wait because its window is full. */
  get blocked(): boolean {
    return this.#blocked !== undefined;
  }

  /** Bytes of data sets that handlers have not read yet. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Lets `store` perform C-STORE until the result is called: sub-operations of a C-GET. */
  serveStores(store: NonNullable<ScpHandlers['store']>): () => void {
    const handlers = { ...this.#currentHandlers, store };
    this.#handlers.push(handlers);
    return () => {
      this.#handlers.splice(this.#handlers.indexOf(handlers), 1);
    };
  }

  get #currentHandlers(): ScpHandlers {
    return this.#handlers.at(-1) ?? {};
  }

  /** Takes a request; its data set, if any, goes to the result. */
  request(context: AcceptedContext, command: CommandSet, hasDataSet: boolean): DataSetSink | undefined {
    const messageId = command.MessageID;
    if (messageId === undefined)
      throw new MessageError('request without message id', AbortReason.invalidParameterValue);
    const duplicate = this.#operations.has(messageId);
    const refused = refusal({ command, context, hasDataSet, duplicate }, this.#currentHandlers);
    const dataSet = new DataSetStream(this.#streamOwner);
    const { maxIdentifierBytes } = this.#options;
    const request = { context, command, messageId, dataSet, hasDataSet, maxIdentifierBytes };
    const operation = new PerformedOperation(this.#host.association, request);
    if (!hasDataSet) dataSet.end();
    if (refused !== undefined) {
      this.#host.requestRefused(command, refused);
      dataSet.discard();
      this.#admit(() => void this.#conclude(operation, response(operation, { status: refused })));
    } else {
      this.#operations.set(messageId, operation);
      this.#admit(() => {
        if (dataSet.complete) void this.#perform(operation);
        else this.#beginning = operation;
      });
    }
    if (!hasDataSet) return undefined;
    return {
      data: (chunk) => {
        const queued = dataSet.push(chunk);
        if (queued > 0) this.#queued(queued);
      },
      end: () => {
        dataSet.end();
        this.inputRead();
      },
    };
  }

  /** C-CANCEL: ends the operation's signal; unknown and finished ones are ignored (PS3.7 9.3.2.3). */
  cancelRequest(context: AcceptedContext, command: CommandSet): void {
    const operation = this.#operations.get(command.MessageIDBeingRespondedTo ?? -1);
    if (operation?.presentationContext.id !== context.id) return;
    if (CANCELLABLE.has(operation.command.CommandField)) operation.cancel(new CancelRequested());
  }

  /** The peer wants to release: what can be cancelled is, the rest runs to its end. */
  cancelAll(): void {
    for (const operation of this.#operations.values()) {
      if (CANCELLABLE.has(operation.command.CommandField)) operation.cancel(new CancelRequested());
    }
  }

  /** Everything that came at once has been taken: begins the operation that was waiting for its data set. */
  inputRead(): void {
    const operation = this.#beginning;
    if (operation === undefined) return;
    this.#beginning = undefined;
    void this.#perform(operation);
  }

  /** The association has ended: signals abort, data sets fail, no response goes out. */
  end(reason: Error): void {
    this.#ended = true;
    this.#blocked = undefined;
    for (const operation of this.#operations.values()) {
      operation.cancel(reason);
      operation.dataSet.fail(reason);
    }
    this.#operations.clear();
  }

  readonly #streamOwner = { consumed: (bytes: number) => this.#queued(-bytes) };

  #queued(bytes: number): void {
    this.#queuedBytes += bytes;
    this.#host.queueChanged();
  }

  /** Begins at once, or keeps the peer waiting until the window has room. */
  #admit(begin: () => void): void {
    if (this.#active >= this.#options.window) {
      this.#blocked = begin;
      this.#host.queueChanged();
      return;
    }
    this.#active += 1;
    begin();
  }

  async #perform(operation: PerformedOperation): Promise<void> {
    let message: OutgoingMessage;
    try {
      const perform = PerformedServices[operation.command.CommandField]?.perform;
      if (perform === undefined) throw new StatusError(Status.unrecognisedOperation, 'Service not known');
      const content = await perform(operation, this.#currentHandlers, this.#responder(operation));
      if (statusCategory(content.status.status) === 'pending') throw new TypeError('a final status cannot be pending');
      message = response(operation, content);
    } catch (error) {
      message = response(operation, this.#failure(operation, error));
    }
    await this.#conclude(operation, message);
  }

  /** The status of a handler that threw (PS3.7 C.5.21); a cancelled operation that stops by throwing was cancelled. */
  #failure(operation: PerformedOperation, error: unknown): ResponseContent {
    const field = operation.command.CommandField;
    if (operation.cancelled && CANCELLABLE.has(field)) return { status: { status: Status.cancel } };
    if (error instanceof StatusError) return { status: error };
    if (!this.#ended) this.#host.handlerFailed(operation, error);
    const status = Services[field]?.failureStatus ?? Status.processingFailure;
    return { status: { status, errorComment: 'Processing failure' } };
  }

  /** Drains what is left of the request, since an early response confuses peers, then sends the final response. */
  async #conclude(operation: PerformedOperation, message: OutgoingMessage): Promise<void> {
    try {
      if (!operation.dataSet.complete) {
        operation.dataSet.discard();
        await operation.dataSet.ended();
      }
      if (this.#operations.get(operation.messageId) === operation) this.#operations.delete(operation.messageId);
      if (this.#ended) return;
      // The slot is free only once the transport takes more, so that a peer that never reads is not served for ever.
      const sent = this.#host.send([message]);
      if (sent !== undefined) await sent;
    } catch {
      // The association has ended, and everybody concerned has been told by `end`.
      return;
    } finally {
      this.#active -= 1;
    }
    this.#admitBlocked();
    if (this.#active === 0) this.#host.idle();
  }

  #admitBlocked(): void {
    const begin = this.#blocked;
    if (begin === undefined) return;
    this.#blocked = undefined;
    this.#active += 1;
    begin();
    this.#host.queueChanged();
  }

  #responder(operation: PerformedOperation): Responder {
    return {
      pending: (responses) => {
        if (this.#ended || responses.length === 0) return undefined;
        return this.#host.send(responses.map((content) => response(operation, content)));
      },
      failedSopInstances: (uids) => encodeFailedSopInstances(uids, operation.presentationContext.transferSyntax),
    };
  }
}

function response(
  { command, messageId, presentationContext }: PerformedOperation,
  content: ResponseContent,
): OutgoingMessage {
  const { status, elements, dataSet } = content;
  const affectedSopClass = command.AffectedSOPClassUID ?? command.RequestedSOPClassUID;
  const encoded = encodeCommandSet({
    ...(affectedSopClass === undefined ? {} : { AffectedSOPClassUID: affectedSopClass }),
    ...elements,
    CommandField: command.CommandField | RESPONSE_BIT,
    MessageIDBeingRespondedTo: messageId,
    CommandDataSetType: dataSet === undefined ? NO_DATA_SET : DATA_SET_PRESENT,
    Status: status.status,
    ...(status.offendingElements === undefined ? {} : { OffendingElement: status.offendingElements }),
    ...(status.errorComment === undefined ? {} : { ErrorComment: status.errorComment }),
    ...(status.errorId === undefined ? {} : { ErrorID: status.errorId }),
  });
  return { contextId: presentationContext.id, command: encoded, ...(dataSet === undefined ? {} : { dataSet }) };
}
