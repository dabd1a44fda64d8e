import { PduError } from '../errors.ts';
import { type AssociateDecodeLimits, decodeAssociateAccept, decodeAssociateRequest } from './decode-associate.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { type ControlPdu, PDU_HEADER_BYTES, PDV_HEADER_BYTES, PduType } from './pdu.ts';
import { AbortReason } from './reasons.ts';

/** Bytes of a PDV length field that are not fragment: context id and message control header (PS3.8 9.3.5.1). */
const PDV_OVERHEAD = 2;

export interface PduReaderLimits extends AssociateDecodeLimits {
  readonly maxAssociatePduBytes: number;
  readonly maxPduBytes: number;
}

/** What a reader tells; every call is made in the order of the bytes, inside `push` or `resume`. */
export interface PduSink {
  controlPdu(pdu: ControlPdu): void;
  /** The header of a P-DATA-TF; its fragments follow. */
  dataPdu(): void;
  /**
   * A stretch of a PDV's fragment, a view into the received chunk.
   * @param control message control header (PS3.8 E.2)
   * @param last whether it ends the PDV
   */
  fragment(contextId: number, control: number, bytes: Buffer, last: boolean): void;
  /** The stream can no longer be understood; nothing more will be told. */
  invalidPdu(error: PduError): void;
}

const EMPTY = Buffer.alloc(0);

const State = { pduHeader: 0, body: 1, pdvHeader: 2, fragment: 3, failed: 4 } as const;
type State = (typeof State)[keyof typeof State];

/**
 * Cuts the byte stream of a peer into PDUs (PS3.8 9.3). Lengths are checked against their limits as soon as they are
 * known; P-DATA-TF is never collected, its fragments are passed on as they arrive.
 */
export class PduReader {
  readonly #sink: PduSink;
  readonly #limits: PduReaderLimits;
  #state: State = State.pduHeader;
  #suspended = false;
  #running = false;
  /** Received and not yet read: more than one chunk only while suspended. */
  #input: Buffer[] = [];
  readonly #header = Buffer.alloc(PDV_HEADER_BYTES);
  #headerBytes = 0;
  #type = 0;
  /** Bytes of the PDU body not yet read. */
  #remaining = 0;
  #fragmentRemaining = 0;
  #contextId = 0;
  #control = 0;
  readonly #body = new GrowingBuffer();
  #pdus = 0;

  constructor(sink: PduSink, limits: PduReaderLimits) {
    this.#sink = sink;
    this.#limits = limits;
  }

  /** Number of PDUs begun so far. */
  get pdus(): number {
    return this.#pdus;
  }

  /** Whether a PDU has begun and not ended. */
  get insidePdu(): boolean {
    return this.#state !== State.failed && (this.#state !== State.pduHeader || this.#headerBytes > 0);
  }

  /** Reads a chunk as it came from the transport. */
  push(chunk: Buffer): void {
    this.#input.push(chunk);
    this.#run();
  }

  /** Stops after the current call of the sink; input is kept until `resume`. */
  suspend(): void {
    this.#suspended = true;
  }

  resume(): void {
    this.#suspended = false;
    this.#run();
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      while (!this.#suspended) {
        const chunk = this.#input[0];
        if (chunk === undefined) break;
        const offset = this.#readChunk(chunk);
        if (offset < chunk.length) this.#input[0] = chunk.subarray(offset);
        else this.#input.shift();
      }
    } catch (error) {
      if (!(error instanceof PduError)) throw error;
      this.#state = State.failed;
      this.#input = [];
      this.#body.take();
      this.#sink.invalidPdu(error);
    } finally {
      this.#running = false;
    }
  }

  /** Reads until the end of the chunk or a suspension; returns where it stopped. */
  #readChunk(chunk: Buffer): number {
    let offset = 0;
    while (offset < chunk.length && !this.#suspended) {
      switch (this.#state) {
        case State.pduHeader:
          offset = this.#readPduHeader(chunk, offset);
          break;
        case State.body:
          offset = this.#readBody(chunk, offset);
          break;
        case State.pdvHeader:
          offset = this.#readPdvHeader(chunk, offset);
          break;
        case State.fragment:
          offset = this.#readFragment(chunk, offset);
          break;
        case State.failed:
          return chunk.length;
      }
    }
    return offset;
  }

  /** Collects header bytes, which chunks may cut; returns the new offset, with `#headerBytes` counting what is there. */
  #collectHeader(chunk: Buffer, offset: number): number {
    const taken = Math.min(PDU_HEADER_BYTES - this.#headerBytes, chunk.length - offset);
    chunk.copy(this.#header, this.#headerBytes, offset, offset + taken);
    this.#headerBytes += taken;
    return offset + taken;
  }

  #readPduHeader(chunk: Buffer, offset: number): number {
    if (this.#headerBytes === 0) {
      this.#pdus += 1;
      this.#type = chunk[offset] ?? 0;
      // A peer of another protocol is known by its first byte; its "length" may never arrive.
      if (this.#type < PduType.associateRequest || this.#type > PduType.abort) {
        throw invalid(`unknown PDU type ${this.#type}`, 0, AbortReason.unrecognisedPdu);
      }
    }
    offset = this.#collectHeader(chunk, offset);
    if (this.#headerBytes < PDU_HEADER_BYTES) return offset;
    this.#headerBytes = 0;
    this.#remaining = this.#header.readUInt32BE(2);
    this.#checkLength();
    if (this.#type === PduType.data) {
      this.#state = this.#remaining === 0 ? State.pduHeader : State.pdvHeader;
      this.#sink.dataPdu();
    } else {
      this.#state = State.body;
    }
    return offset;
  }

  #checkLength(): void {
    const length = this.#remaining;
    switch (this.#type) {
      case PduType.data:
        if (length > this.#limits.maxPduBytes) throw tooLong('maxPduBytes', this.#limits.maxPduBytes);
        return;
      case PduType.associateRequest:
      case PduType.associateAccept:
        if (length > this.#limits.maxAssociatePduBytes) {
          throw tooLong('maxAssociatePduBytes', this.#limits.maxAssociatePduBytes);
        }
        if (length < 68) throw invalid('A-ASSOCIATE body shorter than 68 bytes', 2, AbortReason.invalidParameterValue);
        return;
      default:
        if (length !== 4) throw invalid(`PDU body of ${length} bytes, not 4`, 2, AbortReason.invalidParameterValue);
    }
  }

  #readBody(chunk: Buffer, offset: number): number {
    const part = chunk.subarray(offset, offset + this.#remaining);
    this.#remaining -= part.length;
    this.#body.append(part);
    if (this.#remaining === 0) {
      const body = this.#body.take();
      this.#state = State.pduHeader;
      this.#sink.controlPdu(decodeControlPdu(this.#type, body, this.#limits));
    }
    return offset + part.length;
  }

  #readPdvHeader(chunk: Buffer, offset: number): number {
    if (this.#headerBytes === 0 && this.#remaining < PDV_HEADER_BYTES) {
      throw invalid(`${this.#remaining} bytes left for a PDV item`, 0, AbortReason.invalidParameterValue);
    }
    offset = this.#collectHeader(chunk, offset);
    if (this.#headerBytes < PDV_HEADER_BYTES) return offset;
    this.#headerBytes = 0;
    const length = this.#header.readUInt32BE(0);
    this.#remaining -= PDV_HEADER_BYTES;
    if (length < PDV_OVERHEAD || length - PDV_OVERHEAD > this.#remaining) {
      throw invalid(`PDV length ${length} does not fit its PDU`, 0, AbortReason.invalidParameterValue);
    }
    this.#contextId = this.#header.readUInt8(4);
    this.#control = this.#header.readUInt8(5);
    this.#fragmentRemaining = length - PDV_OVERHEAD;
    this.#remaining -= this.#fragmentRemaining;
    if (this.#fragmentRemaining === 0) this.#endFragment(EMPTY);
    else this.#state = State.fragment;
    return offset;
  }

  #readFragment(chunk: Buffer, offset: number): number {
    const part = chunk.subarray(offset, offset + this.#fragmentRemaining);
    this.#fragmentRemaining -= part.length;
    if (this.#fragmentRemaining === 0) this.#endFragment(part);
    else this.#sink.fragment(this.#contextId, this.#control, part, false);
    return offset + part.length;
  }

  #endFragment(part: Buffer): void {
    this.#state = this.#remaining === 0 ? State.pduHeader : State.pdvHeader;
    this.#sink.fragment(this.#contextId, this.#control, part, true);
  }
}

/** The object of a whole PDU body other than P-DATA-TF; throws PduError. */
function decodeControlPdu(type: number, body: Buffer, limits: AssociateDecodeLimits): ControlPdu {
  switch (type) {
    case PduType.associateRequest:
      return decodeAssociateRequest(body, limits);
    case PduType.associateAccept:
      return decodeAssociateAccept(body, limits);
    case PduType.associateReject:
      return {
        type: PduType.associateReject,
        result: body.readUInt8(1),
        source: body.readUInt8(2),
        reason: body.readUInt8(3),
      };
    case PduType.releaseRequest:
      return { type: PduType.releaseRequest };
    case PduType.releaseReply:
      return { type: PduType.releaseReply };
    default:
      return { type: PduType.abort, source: body.readUInt8(2), reason: body.readUInt8(3) };
  }
}

function invalid(message: string, offset: number, abortReason: number): PduError {
  return new PduError(message, { offset, abortReason });
}

function tooLong(limit: string, maximum: number): PduError {
  return new PduError(
    `${limit} (${maximum}) exceeded`,
    { offset: 2, abortReason: AbortReason.invalidParameterValue },
    'LIMIT_EXCEEDED',
  );
}
