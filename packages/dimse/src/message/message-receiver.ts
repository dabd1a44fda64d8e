import { LimitExceededError, MessageError } from '../errors.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import { GrowingBuffer } from '../pdu/growing-buffer.ts';
import { MessageControl } from '../pdu/pdu.ts';
import { AbortReason } from '../pdu/reasons.ts';
import { decodeCommandSet } from './command-codec.ts';
import { type CommandSet, NO_DATA_SET } from './command-elements.ts';

/** Where the bytes of one data set go. */
export interface DataSetSink {
  data(chunk: Buffer): void;
  end(): void;
}

export interface MessageReceiverUser {
  /**
   * A command set is complete. When it announces a data set, the result takes it.
   * @param hasDataSet false: the message is complete
   */
  command(context: AcceptedContext, command: CommandSet, hasDataSet: boolean): DataSetSink | undefined;
}

/**
 * Puts fragments together to messages: a command set, then the data set it announces, all in one presentation context
 * (PS3.8 annex E). Every breach is a MessageError.
 */
export class MessageReceiver {
  readonly #user: MessageReceiverUser;
  readonly #contexts: ReadonlyMap<number, AcceptedContext>;
  readonly #maxCommandBytes: number;
  #context: AcceptedContext | undefined;
  readonly #command = new GrowingBuffer();
  #commandFragments = 0;
  #receivingDataSet = false;
  #sink: DataSetSink | undefined;
  #emptyFragments = 0;

  constructor(user: MessageReceiverUser, contexts: ReadonlyMap<number, AcceptedContext>, maxCommandBytes: number) {
    this.#user = user;
    this.#contexts = contexts;
    this.#maxCommandBytes = maxCommandBytes;
  }

  /** Whether a message has begun and not ended. */
  get insideMessage(): boolean {
    return this.#receivingDataSet || this.#commandFragments > 0;
  }

  /** Takes a stretch of a fragment, in order; `endsPdv` closes the fragment. */
  fragment(contextId: number, control: number, bytes: Buffer, endsPdv: boolean): void {
    const isCommand = (control & MessageControl.command) !== 0;
    const isLast = endsPdv && (control & MessageControl.last) !== 0;
    if (isCommand === this.#receivingDataSet) {
      throw unexpected(isCommand ? 'command fragment inside a data set' : 'data set fragment without a command');
    }
    this.#checkProgress(bytes.length, isLast);
    if (isCommand) this.#commandFragment(contextId, bytes, isLast);
    else this.#dataSetFragment(contextId, bytes, isLast);
  }

  /** A peer may end with an empty fragment, but one that sends nothing else makes no progress. */
  #checkProgress(length: number, isLast: boolean): void {
    this.#emptyFragments = length === 0 && !isLast ? this.#emptyFragments + 1 : 0;
    if (this.#emptyFragments > MAX_EMPTY_FRAGMENTS) throw unexpected('too many empty fragments');
  }

  #commandFragment(contextId: number, bytes: Buffer, isLast: boolean): void {
    if (this.#commandFragments === 0) this.#context = this.#accepted(contextId);
    const context = this.#sameContext(contextId);
    this.#commandFragments += 1;
    if (this.#command.length + bytes.length > this.#maxCommandBytes) {
      throw new LimitExceededError('maxCommandBytes', this.#maxCommandBytes);
    }
    this.#command.append(bytes);
    if (!isLast) return;
    this.#commandFragments = 0;
    const command = decodeCommandSet(this.#command.take());
    const hasDataSet = (command.CommandDataSetType ?? NO_DATA_SET) !== NO_DATA_SET;
    this.#receivingDataSet = hasDataSet;
    this.#sink = this.#user.command(context, command, hasDataSet);
  }

  #dataSetFragment(contextId: number, bytes: Buffer, isLast: boolean): void {
    this.#sameContext(contextId);
    const sink = this.#sink;
    if (bytes.length > 0) sink?.data(bytes);
    if (!isLast) return;
    this.#receivingDataSet = false;
    this.#sink = undefined;
    sink?.end();
  }

  #accepted(contextId: number): AcceptedContext {
    const context = this.#contexts.get(contextId);
    if (context === undefined) {
      throw new MessageError(
        `message in presentation context ${contextId}, which was not accepted`,
        AbortReason.invalidParameterValue,
      );
    }
    return context;
  }

  #sameContext(contextId: number): AcceptedContext {
    if (this.#context?.id === contextId) return this.#context;
    throw unexpected(`fragment in presentation context ${contextId} inside a message of another`);
  }
}

/** Consecutive fragments without a byte and without the last bit. */
const MAX_EMPTY_FRAGMENTS = 64;

function unexpected(what: string): MessageError {
  return new MessageError(what, AbortReason.unexpectedPdu);
}
