import { MessageControl, PDU_HEADER_BYTES, PDV_HEADER_BYTES, PduType } from './pdu.ts';

/** Size a buffer aims at before it is handed on; one PDU may make it larger. */
const BUFFER_BYTES = 256 * 1024;

const HEADERS_BYTES = PDU_HEADER_BYTES + PDV_HEADER_BYTES;

/**
 * Bytes of the longest fragment a P-DATA-TF may carry, even (PS3.8 E.1), under the receiver's maximum length;
 * 0 when none fits.
 * @param maximumLength of the peer, 0 = unlimited
 * @param maxSentPduBytes our own bound
 */
export function maxFragmentBytes(maximumLength: number, maxSentPduBytes: number): number {
  const pduBytes = maximumLength === 0 ? maxSentPduBytes : Math.min(maximumLength, maxSentPduBytes);
  return Math.max(0, pduBytes - PDV_HEADER_BYTES) & ~1;
}

/** Bytes of `length` bytes of message once they are in PDUs, one PDV each; an empty data set still takes one. */
export function framedBytes(length: number, fragmentBytes: number): number {
  const even = length + (length & 1);
  return even + HEADERS_BYTES * Math.max(1, Math.ceil(even / fragmentBytes));
}

/** Writes message bytes into `target` as P-DATA-TF PDUs of one PDV each; returns the end. Odd ends get a NUL. */
export function frameInto(
  target: Buffer,
  offset: number,
  bytes: Uint8Array,
  { contextId, control, fragmentBytes }: { contextId: number; control: number; fragmentBytes: number },
): number {
  let start = 0;
  do {
    const end = Math.min(start + fragmentBytes, bytes.length);
    const padding = (end - start) & 1;
    const lastBit = end === bytes.length ? MessageControl.last : 0;
    writeHeaders(target, offset, end - start + padding, contextId, control | lastBit);
    offset += HEADERS_BYTES;
    target.set(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end), offset);
    offset += end - start;
    if (padding === 1) target[offset++] = 0;
    start = end;
  } while (start < bytes.length);
  return offset;
}

/** Buffers that were written out, for the next PDUs: fresh ones of this size would burden the garbage collector. */
export class FrameBuffers {
  static readonly #maximum = 2;
  readonly #free: Buffer[] = [];

  take(bytes: number): Buffer {
    const free = this.#free.pop();
    return free?.length === bytes ? free : Buffer.allocUnsafeSlow(bytes);
  }

  /** `buffer` came from `take` or is the front of such a one, and nobody reads it any more. */
  give(buffer: Buffer): void {
    if (this.#free.length < FrameBuffers.#maximum) this.#free.push(Buffer.from(buffer.buffer));
  }
}

/**
 * Puts a data set that comes in pieces into large buffers of P-DATA-TF PDUs, copying every byte once. `add` and
 * `finish` yield buffers that are ready to be written.
 */
export class DataSetFramer {
  readonly #contextId: number;
  readonly #fragmentBytes: number;
  readonly #bufferBytes: number;
  readonly #buffers: FrameBuffers;
  #buffer: Buffer;
  /** Start of the open PDU, and end of what it holds. */
  #pduStart = 0;
  #offset = HEADERS_BYTES;

  constructor(contextId: number, fragmentBytes: number, buffers = new FrameBuffers()) {
    this.#contextId = contextId;
    this.#buffers = buffers;
    this.#fragmentBytes = fragmentBytes;
    const pduBytes = HEADERS_BYTES + fragmentBytes;
    this.#bufferBytes = pduBytes * Math.max(1, Math.floor(BUFFER_BYTES / pduBytes));
    this.#buffer = buffers.take(this.#bufferBytes);
  }

  *add(bytes: Uint8Array): Generator<Buffer> {
    let start = 0;
    while (start < bytes.length) {
      // A full PDU is closed only when more follows, so that the last one can carry the last bit.
      const room = this.#pduStart + HEADERS_BYTES + this.#fragmentBytes - this.#offset;
      if (room === 0) {
        const full = this.#closePdu(0);
        if (full !== undefined) yield full;
        continue;
      }
      const end = Math.min(start + room, bytes.length);
      this.#buffer.set(bytes.subarray(start, end), this.#offset);
      this.#offset += end - start;
      start = end;
    }
  }

  finish(): Buffer {
    if ((this.#offset - this.#pduStart) % 2 === 1) this.#buffer[this.#offset++] = 0;
    this.#writeHeaders(MessageControl.last);
    return this.#buffer.subarray(0, this.#offset);
  }

  #closePdu(control: number): Buffer | undefined {
    this.#writeHeaders(control);
    this.#pduStart = this.#offset;
    this.#offset += HEADERS_BYTES;
    if (this.#pduStart < this.#bufferBytes) return undefined;
    const full = this.#buffer;
    this.#buffer = this.#buffers.take(this.#bufferBytes);
    this.#pduStart = 0;
    this.#offset = HEADERS_BYTES;
    return full;
  }

  #writeHeaders(control: number): void {
    const fragment = this.#offset - this.#pduStart - HEADERS_BYTES;
    writeHeaders(this.#buffer, this.#pduStart, fragment, this.#contextId, control);
  }
}

function writeHeaders(target: Buffer, offset: number, fragment: number, contextId: number, control: number): void {
  target[offset] = PduType.data;
  target[offset + 1] = 0;
  target.writeUInt32BE(fragment + PDV_HEADER_BYTES, offset + 2);
  target.writeUInt32BE(fragment + 2, offset + 6);
  target[offset + 10] = contextId;
  target[offset + 11] = control;
}
