import { DimseError } from '../errors.ts';
import { encodeCommandSet } from '../message/command-codec.ts';
import { type CommandSet, DATA_SET_PRESENT, NO_DATA_SET } from '../message/command-elements.ts';
import { DataSetCollector } from '../message/data-set-collector.ts';
import type { DataSetSink } from '../message/message-receiver.ts';
import type { DataSetSource, OutgoingMessage } from '../message/outgoing-message.ts';
import { CommandField, RESPONSE_BIT } from '../message/services.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import { Invocation, type ResponseMessage } from './invocation.ts';
import type { RequestOptions } from './requests.ts';

/** What an invoker needs of its association. */
export interface InvokerHost {
  send(messages: readonly OutgoingMessage[]): Promise<void> | undefined;
  abort(cause: unknown): void;
  /** The number of queued bytes has changed. */
  queueChanged(): void;
  responseDropped(command: CommandSet): void;
}

export interface InvokerOptions {
  readonly contexts: ReadonlyMap<number, AcceptedContext>;
  /** Requests that may be outstanding; Infinity = unlimited. */
  readonly window: number;
  readonly responseTimeoutMs: number;
  readonly maxIdentifierBytes: number;
}

/** A request without what the invoker adds: message id and data set type. */
export interface InvocationRequest extends RequestOptions {
  readonly context: AcceptedContext;
  readonly command: CommandSet;
  readonly dataSet?: DataSetSource;
  /** Default: the next one that is free. */
  readonly messageId?: number;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Sends requests within the asynchronous operations window and matches the responses (PS3.7 D.3.3.3). */
export class Invoker {
  readonly #host: InvokerHost;
  readonly #options: InvokerOptions;
  readonly #outstanding = new Map<number, Invocation>();
  #used = 0;
  #waiting: Waiting[] = [];
  #lastMessageId = 0;
  #ended: Error | undefined;
  #queuedBytes = 0;

  constructor(host: InvokerHost, options: InvokerOptions) {
    this.#host = host;
    this.#options = options;
  }

  get outstanding(): number {
    return this.#outstanding.size;
  }

  /** Bytes of data sets of responses that nobody has taken yet. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** The context a request goes in; throws DimseError NO_PRESENTATION_CONTEXT. */
  context(options: RequestOptions, sopClassUid: string, role: 'scu' | 'scp' = 'scu'): AcceptedContext {
    const { contexts } = this.#options;
    if (options.contextId !== undefined) {
      const context = contexts.get(options.contextId);
      if (context !== undefined && hasRole(context, role)) return context;
    } else {
      for (const context of contexts.values()) {
        if (context.abstractSyntax === sopClassUid && hasRole(context, role)) return context;
      }
    }
    const which = options.contextId === undefined ? '' : ` with id ${options.contextId}`;
    throw new DimseError(
      'NO_PRESENTATION_CONTEXT',
      `no accepted presentation context${which} for ${sopClassUid} in the role of ${role.toUpperCase()}`,
    );
  }

  /** A request with one response. A signal ends it, and with it the association: it cannot be taken back. */
  async once(request: InvocationRequest): Promise<ResponseMessage> {
    const { signal } = request;
    if (signal === undefined) return (await this.begin(request)).next();
    signal.throwIfAborted();
    const abort = () => this.#host.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await (await this.begin(request)).next();
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Sends a request; resolves when it is on its way. Waits first while the window is full. */
  async begin(request: InvocationRequest): Promise<Invocation> {
    if (this.#ended !== undefined) throw this.#ended;
    const wanted = request.messageId;
    if (wanted !== undefined) requireMessageId(wanted, this.#outstanding);
    if (this.#used >= this.#options.window) await this.#slot();
    else this.#used += 1;
    const { context, dataSet } = request;
    const messageId = wanted ?? this.#nextMessageId();
    const invocation = new Invocation(this.#owner, {
      context,
      commandField: request.command.CommandField,
      messageId,
      responseTimeoutMs: request.responseTimeoutMs ?? this.#options.responseTimeoutMs,
    });
    this.#outstanding.set(messageId, invocation);
    const command = encodeCommandSet({
      ...request.command,
      MessageID: messageId,
      CommandDataSetType: dataSet === undefined ? NO_DATA_SET : DATA_SET_PRESENT,
    });
    try {
      const sent = this.#host.send([{ contextId: context.id, command, ...(dataSet === undefined ? {} : { dataSet }) }]);
      if (sent !== undefined) await sent;
    } catch (error) {
      invocation.fail(error);
      // A message cannot be given up in its middle: the association is of no more use (PS3.8 annex E).
      this.#host.abort(error);
      throw error;
    }
    invocation.awaitResponse();
    return invocation;
  }

  /** C-CANCEL for a request that still runs (PS3.7 9.3.2.3). */
  cancel({ context, messageId, finished }: Invocation): void {
    if (finished || this.#ended !== undefined) return;
    const command = encodeCommandSet({
      CommandField: CommandField.cCancel,
      MessageIDBeingRespondedTo: messageId,
      CommandDataSetType: NO_DATA_SET,
    });
    // When it cannot be sent the association ends, and the invocation with it.
    this.#host.send([{ contextId: context.id, command }])?.catch(() => undefined);
  }

  /** Takes a response; one that nobody waits for, or of another service, is dropped (PS3.7 6.3). */
  response(command: CommandSet, hasDataSet: boolean): DataSetSink | undefined {
    const invocation = this.#outstanding.get(command.MessageIDBeingRespondedTo ?? -1);
    if (invocation === undefined || command.CommandField !== (invocation.commandField | RESPONSE_BIT)) {
      this.#host.responseDropped(command);
      return undefined;
    }
    if (!hasDataSet) {
      invocation.deliver({ command });
      return undefined;
    }
    return new DataSetCollector(this.#options.maxIdentifierBytes, (dataSet) => {
      invocation.deliver({ command, dataSet });
    });
  }

  /** The peer has asked something of us: it is at work, so outstanding requests get their full time again. */
  peerIsAtWork(): void {
    for (const invocation of this.#outstanding.values()) invocation.awaitResponse();
  }

  /** Fails everything outstanding. */
  end(reason: Error): void {
    this.#ended = reason;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(reason);
    for (const invocation of [...this.#outstanding.values()]) invocation.fail(reason);
  }

  readonly #owner = {
    finished: (invocation: Invocation) => {
      this.#outstanding.delete(invocation.messageId);
      const next = this.#waiting.shift();
      if (next === undefined) this.#used -= 1;
      else next.resolve();
    },
    queued: (bytes: number) => {
      if (bytes === 0) return;
      this.#queuedBytes += bytes;
      this.#host.queueChanged();
    },
    timedOut: (error: Error) => this.#host.abort(error),
  };

  #slot(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  /** 1 to 65535, not that of another outstanding request (PS3.7 9.1.1.1.1). */
  #nextMessageId(): number {
    do this.#lastMessageId = (this.#lastMessageId % 0xffff) + 1;
    while (this.#outstanding.has(this.#lastMessageId));
    return this.#lastMessageId;
  }
}

function hasRole(context: AcceptedContext, role: 'scu' | 'scp'): boolean {
  return role === 'scu' ? context.scuRole : context.scpRole;
}

/** PS3.7 E.1: 16 bits, and no other request that is outstanding has it. */
function requireMessageId(messageId: number, outstanding: ReadonlyMap<number, unknown>): void {
  if (Number.isInteger(messageId) && messageId >= 1 && messageId <= 0xffff && !outstanding.has(messageId)) return;
  throw new RangeError(`Message ID ${messageId} is in use or out of range`);
}
