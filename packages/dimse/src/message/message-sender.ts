import { DimseError } from '../errors.ts';
import { DataSetFramer, FrameBuffers, framedBytes, frameInto } from '../pdu/data-framer.ts';
import { MessageControl } from '../pdu/pdu.ts';
import { type DataSetSource, isStream, type OutgoingMessage } from './outgoing-message.ts';

/** The transport under a sender. */
export interface PduWriter {
  /** Writes whole P-DATA-TF PDUs; false when the transport wants a pause until `drained`. */
  writeData(bytes: Buffer): boolean;
  /** Resolves when more may be written; rejects when the transport is gone. */
  drained(): Promise<void>;
  /** Bytes written and not passed on yet; while there are none, every written buffer may be used again. */
  readonly pendingBytes: number;
}

/** Messages up to this size are framed into one buffer and written at once. */
const SINGLE_WRITE_BYTES = 256 * 1024;

interface Queued {
  readonly messages: readonly OutgoingMessage[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Sends messages one after another, never interleaved (PS3.8 annex E), command and data set in separate PDUs. A small
 * message is one write; a large data set is framed piece by piece under backpressure.
 */
export class MessageSender {
  readonly #writer: PduWriter;
  readonly #fragmentBytes: number;
  readonly #buffers = new FrameBuffers();
  #queue: Queued[] = [];
  #busy = false;
  #abandon: ((reason: Error) => void) | undefined;

  constructor(writer: PduWriter, fragmentBytes: number) {
    this.#writer = writer;
    this.#fragmentBytes = fragmentBytes;
  }

  /**
   * Sends messages in one write where they fit. Returns undefined when they were written and the transport takes more,
   * else a promise for that moment; it rejects when the source of a data set fails, and the association is then to be
   * aborted, because its message cannot be ended.
   */
  send(messages: readonly OutgoingMessage[]): Promise<void> | undefined {
    if (this.#busy) {
      return new Promise((resolve, reject) => {
        this.#queue.push({ messages, resolve, reject });
      });
    }
    const total = this.#singleWriteBytes(messages);
    if (total > SINGLE_WRITE_BYTES) return this.#run(() => this.#sendLarge(messages));
    const more = this.#writer.writeData(this.#frame(messages, total));
    return more ? undefined : this.#run(() => this.#writer.drained());
  }

  /** Fails what is being sent and what waits. */
  fail(reason: Error): void {
    const queue = this.#queue;
    this.#queue = [];
    this.#abandon?.(reason);
    for (const { reject } of queue) reject(reason);
  }

  /** Keeps the others waiting while `work` lasts; settles earlier when the transport is gone. */
  #run(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    return new Promise((resolve, reject) => {
      this.#abandon = reject;
      work()
        .then(resolve, reject)
        .finally(() => {
          this.#busy = false;
          this.#abandon = undefined;
          this.#sendQueued();
        });
    });
  }

  #sendQueued(): void {
    while (!this.#busy) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      try {
        const sent = this.send(next.messages);
        if (sent === undefined) next.resolve();
        else sent.then(next.resolve, next.reject);
      } catch (error) {
        next.reject(error);
      }
    }
  }

  /** Framed size of messages held in memory, or infinity as soon as one is a stream. */
  #singleWriteBytes(messages: readonly OutgoingMessage[]): number {
    let total = 0;
    for (const { command, dataSet } of messages) {
      total += framedBytes(command.length, this.#fragmentBytes);
      if (dataSet === undefined) continue;
      if (isStream(dataSet)) return Number.POSITIVE_INFINITY;
      const bytes = dataSet instanceof Uint8Array ? dataSet.length : totalBytes(dataSet);
      total += framedBytes(bytes, this.#fragmentBytes);
    }
    return total;
  }

  #frame(messages: readonly OutgoingMessage[], total: number): Buffer {
    const target = Buffer.allocUnsafe(total);
    const fragmentBytes = this.#fragmentBytes;
    let offset = 0;
    for (const { contextId, command, dataSet } of messages) {
      offset = frameInto(target, offset, command, { contextId, control: MessageControl.command, fragmentBytes });
      if (dataSet === undefined || isStream(dataSet)) continue;
      const bytes = dataSet instanceof Uint8Array ? dataSet : Buffer.concat(dataSet);
      offset = frameInto(target, offset, bytes, { contextId, control: 0, fragmentBytes });
    }
    return target;
  }

  async #sendLarge(messages: readonly OutgoingMessage[]): Promise<void> {
    for (const { contextId, command, dataSet } of messages) {
      const framed = this.#frame([{ contextId, command }], framedBytes(command.length, this.#fragmentBytes));
      if (!this.#writer.writeData(framed)) await this.#writer.drained();
      if (dataSet !== undefined) await this.#sendDataSet(contextId, dataSet);
    }
  }

  async #sendDataSet(contextId: number, source: DataSetSource): Promise<void> {
    const framer = new DataSetFramer(contextId, this.#fragmentBytes, this.#buffers);
    const write = async (buffer: Buffer) => {
      if (!this.#writer.writeData(buffer)) await this.#writer.drained();
      if (this.#writer.pendingBytes === 0) this.#buffers.give(buffer);
    };
    const add = async (chunk: Uint8Array) => {
      for (const full of framer.add(chunk)) await write(full);
    };
    if (source instanceof Uint8Array) await add(source);
    else if (!isStream(source)) for (const chunk of source) await add(chunk);
    else await this.#eachChunk(source, add);
    await write(framer.finish());
  }

  /** Tells a failing source from a failing transport. */
  async #eachChunk(source: AsyncIterable<Uint8Array>, add: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    const chunks = source[Symbol.asyncIterator]();
    for (;;) {
      const next = await chunks.next().catch((cause: unknown) => {
        throw new DimseError('DATA_SET_UNFINISHED', 'the source of the data set failed before its end', { cause });
      });
      if (next.done) return;
      try {
        await add(next.value);
      } catch (error) {
        await chunks.return?.();
        throw error;
      }
    }
  }
}

function totalBytes(chunks: readonly Uint8Array[]): number {
  let total = 0;
  for (const { length } of chunks) total += length;
  return total;
}
