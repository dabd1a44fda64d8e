import { Deadline } from '../deadline.ts';
import { TimeoutError } from '../errors.ts';
import type { CommandSet } from '../message/command-elements.ts';
import { Status, statusCategory } from '../message/status.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';

/** A response as it came. */
export interface ResponseMessage {
  readonly command: CommandSet;
  readonly dataSet?: Uint8Array;
}

/** What an invocation tells the one that made it. */
interface InvocationOwner {
  /** The final response has come, or never will. */
  finished(invocation: Invocation): void;
  /** Bytes that came into the queue (positive) or left it (negative). */
  queued(bytes: number): void;
  timedOut(error: Error): void;
}

/** Responses taken before the queue is cut at its head. */
const MAX_TAKEN_SLOTS = 256;

/** A request that awaits its response, or a row of pending responses and the final one. */
export class Invocation {
  readonly context: AcceptedContext;
  readonly commandField: number;
  readonly messageId: number;
  readonly #owner: InvocationOwner;
  readonly #deadline: Deadline;
  #responses: ResponseMessage[] = [];
  #head = 0;
  #finished = false;
  #dropping = false;
  #failure: { readonly error: unknown } | undefined;
  #waiting: { resolve: (response: ResponseMessage) => void; reject: (reason: unknown) => void } | undefined;

  constructor(
    owner: InvocationOwner,
    request: {
      readonly context: AcceptedContext;
      readonly commandField: number;
      readonly messageId: number;
      readonly responseTimeoutMs: number;
    },
  ) {
    this.#owner = owner;
    this.context = request.context;
    this.commandField = request.commandField;
    this.messageId = request.messageId;
    this.#deadline = new Deadline(request.responseTimeoutMs, () => {
      const error = new TimeoutError('responseTimeoutMs', request.responseTimeoutMs);
      this.fail(error);
      owner.timedOut(error);
    });
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** The request is out, or the peer has shown that it is at work: it has its full time from now. */
  awaitResponse(): void {
    if (!this.#finished) this.#deadline.start();
  }

  /** The next response in order; rejects when the association ends before it. */
  next(): Promise<ResponseMessage> {
    const response = this.#responses[this.#head];
    if (response !== undefined) {
      this.#head += 1;
      // What was taken must not stay in memory, also while the peer keeps ahead.
      if (this.#head === this.#responses.length || this.#head === MAX_TAKEN_SLOTS) {
        this.#responses = this.#responses.slice(this.#head);
        this.#head = 0;
      }
      this.#owner.queued(-(response.dataSet?.length ?? 0));
      return Promise.resolve(response);
    }
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  /** Takes no more pending responses; `next` gives the final one. */
  dropPending(): void {
    this.#dropping = true;
    let bytes = 0;
    for (const { dataSet } of this.#responses.slice(this.#head)) bytes += dataSet?.length ?? 0;
    this.#responses = this.#finished ? this.#responses.slice(-1) : [];
    this.#head = 0;
    this.#owner.queued(-bytes);
  }

  deliver(response: ResponseMessage): void {
    if (statusCategory(response.command.Status ?? Status.processingFailure) !== 'pending') this.#finish();
    else {
      if (this.#deadline.running) this.#deadline.start();
      if (this.#dropping) return;
    }
    const waiting = this.#waiting;
    if (waiting !== undefined) {
      this.#waiting = undefined;
      waiting.resolve(response);
      return;
    }
    this.#responses.push(response);
    this.#owner.queued(response.dataSet?.length ?? 0);
  }

  fail(error: unknown): void {
    if (this.#finished) return;
    this.#failure = { error };
    this.#finish();
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  #finish(): void {
    this.#finished = true;
    this.#deadline.stop();
    this.#owner.finished(this);
  }
}
