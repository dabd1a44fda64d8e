import { PduError } from '../errors.ts';
import { AbortReason } from './reasons.ts';

/** Reads a bounded stretch of a PDU body, big endian; every read is checked against its end. */
export class ByteReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #offset: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#offset = start;
    this.#end = end;
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#end - this.#offset;
  }

  error(message: string, abortReason: number = AbortReason.invalidParameterValue): PduError {
    return new PduError(message, { offset: this.#offset, abortReason });
  }

  uint8(): number {
    return this.#bytes.readUInt8(this.#advance(1));
  }

  uint16(): number {
    return this.#bytes.readUInt16BE(this.#advance(2));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#advance(4));
  }

  skip(length: number): void {
    this.#advance(length);
  }

  /** A copy, so that the value does not keep the received chunk alive. */
  bytes(length: number): Uint8Array {
    const start = this.#advance(length);
    return new Uint8Array(this.#bytes.subarray(start, start + length));
  }

  /** ISO 646 text; other bytes become their Latin-1 characters, which no valid value contains. */
  text(length: number): string {
    const start = this.#advance(length);
    return this.#bytes.toString('latin1', start, start + length);
  }

  /** A UID of exactly `length` bytes, without the padding some peers add (PS3.8 annex F). */
  uid(length: number): string {
    const start = this.#offset;
    const uid = this.text(length).replace(/[\0 ]+$/, '');
    if (!/^[0-9.]{1,64}$/.test(uid)) {
      throw new PduError('not a UID', { offset: start, abortReason: AbortReason.invalidParameterValue });
    }
    return uid;
  }

  /** The next `length` bytes as a reader of their own; they are passed over here. */
  part(length: number): ByteReader {
    const start = this.#advance(length);
    return new ByteReader(this.#bytes, start, start + length);
  }

  #advance(length: number): number {
    if (length > this.remaining) throw this.error(`${length} bytes wanted, ${this.remaining} left`);
    const start = this.#offset;
    this.#offset = start + length;
    return start;
  }
}
