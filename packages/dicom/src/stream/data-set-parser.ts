import { DataDictionary } from '../dictionary/data-dictionary.ts';
import { type DicomErrorCode, DicomParseError } from '../errors.ts';
import type { Tag } from '../tag.ts';
import type { TransferSyntax } from '../transfer-syntax/transfer-syntaxes.ts';
import { type VR, vrTable } from '../vr.ts';
import type { DataSetHandler, ElementContent, ParserWarning, ValueHandling } from './data-set-handler.ts';
import { elementEncodingOf, elementEncodings, itemTags, UNDEFINED_LENGTH } from './element-encoding.ts';
import { explicitVrField, isKnownVrField } from './explicit-vr.ts';
import { HeaderScratch } from './header-scratch.ts';
import { decidesImplicitVr, implicitVrOf, noteForImplicitVr } from './implicit-vr.ts';
import type { ParseScope, ScopeKind } from './parse-scope.ts';
import { type DataSetParserOptions, type ParserLimits, parserLimits } from './parser-limits.ts';
import { ReusedElementHeader } from './reused-element-header.ts';
import { ScopeStack } from './scope-stack.ts';
import { ValueCollector } from './value-collector.ts';

const PIXEL_DATA: Tag = 0x7fe0_0010;
const ITEM_GROUP = 0xfffe;
const ITEM_HEADER_BYTES = 8;
const NO_BYTES = new Uint8Array(0);

type State = 'header' | 'value' | 'padding' | 'failed' | 'ended';

/**
 * Reads a data set (PS3.5 7) from chunks of any size, without recursion and without copying: values are subarrays
 * of the chunks, collected only where a value straddles chunks. A deflated data set goes through an
 * `Inflater` first.
 */
export class DataSetParser {
  readonly #handler: DataSetHandler;
  readonly #limits: ParserLimits;
  readonly #encapsulated: boolean;
  readonly #dictionary: DataDictionary;
  readonly #input = new HeaderScratch();
  readonly #header = new ReusedElementHeader();
  readonly #collector = new ValueCollector();
  readonly #scopes = new ScopeStack();
  #scope = this.#scopes.top;
  #state: State = 'header';
  #stopped = false;
  #failure: DicomParseError | undefined;
  /** Stream offset of the first byte of the current chunk. */
  #chunkOffset: number;
  #elements = 0;
  // The value being read.
  #handling: ValueHandling = 'skip';
  /** The parser itself needs the value, whatever the handler said. */
  #captured = false;
  #remaining = 0;

  constructor(transferSyntax: TransferSyntax, handler: DataSetHandler, options: DataSetParserOptions = {}) {
    this.#handler = handler;
    this.#limits = parserLimits(options);
    this.#encapsulated = transferSyntax.encapsulated;
    this.#dictionary = options.dictionary ?? DataDictionary.standard;
    this.#chunkOffset = options.baseOffset ?? 0;
    this.#scope.encoding = elementEncodingOf(transferSyntax);
    if (options.totalBytes !== undefined) this.#scope.limit = this.#chunkOffset + options.totalBytes;
  }

  /** The handler said `stop`: further input is ignored. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Offset of the first byte that is not part of anything told so far. */
  get position(): number {
    return this.#chunkOffset + this.#input.cursor - this.#input.heldBytes;
  }

  /** Bytes the parser would step over next without looking at them; a source that can seek calls {@link skip}. */
  get skippableBytes(): number {
    const skips = this.#state === 'value' && this.#handling === 'skip' && !this.#captured;
    return skips && this.#input.heldBytes === 0 && !this.#stopped ? this.#remaining : 0;
  }

  /** Takes note that up to `skippableBytes` bytes were left out of the input. */
  skip(bytes: number): void {
    if (bytes > this.skippableBytes) throw new RangeError('only skippable bytes can be left out');
    this.#chunkOffset += bytes;
    this.#remaining -= bytes;
    if (this.#remaining === 0) this.#elementDone();
  }

  /**
   * Takes the next bytes; calls the handler for all that they complete.
   * @throws DicomParseError, now and on every later call
   */
  write(chunk: Uint8Array): void {
    if (this.#stopped) return;
    const input = this.#input;
    input.chunk = chunk;
    input.cursor = 0;
    let progressed = false;
    while (!this.#stopped && (input.cursor < chunk.length || (progressed && input.heldBytes > 0))) {
      const before = input.cursor - input.heldBytes;
      if (this.#state === 'header') this.#readHeader();
      else if (this.#state === 'value') this.#readValue();
      else if (this.#state === 'padding') this.#readPadding();
      else throw this.#failure ?? new Error('write after end');
      progressed = input.cursor - input.heldBytes > before;
    }
    this.#chunkOffset += chunk.length;
    input.chunk = NO_BYTES;
    input.cursor = 0;
  }

  /**
   * The input is complete.
   * @throws DicomParseError when it ends inside an element; a missing delimiter is tolerated with a warning
   */
  end(): void {
    if (this.#stopped || this.#state === 'ended') return;
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#state === 'value') throw this.#fail('truncated', this.#header.tag, this.#header.offset);
    if (this.#input.heldBytes > 0) {
      const offset = this.position;
      const left = this.#input.takeHeld();
      if (this.#scopes.level > 0 || left.some((byte) => byte !== 0)) throw this.#fail('truncated', undefined, offset);
      this.#warn('trailingZeros', 0, offset);
    }
    while (this.#scopes.level > 0) {
      if (this.#scope.end !== Number.POSITIVE_INFINITY) throw this.#fail('truncated', this.#scope.tag, this.position);
      this.#warn('missingDelimiter', this.#scope.tag, this.position);
      this.#leaveScope();
    }
    this.#state = 'ended';
    this.#handler.end?.();
  }

  #readHeader(): void {
    const input = this.#input;
    if (!input.need(8)) return;
    const scope = this.#scope;
    const offset = this.position;
    if (offset + 8 > scope.limit)
      throw this.#fail('lengthBeyondEnclosing', input.tag(scope.encoding.bigEndian), offset);
    const bigEndian = scope.encoding.bigEndian;
    const tag = input.tag(bigEndian);
    if (tag >>> 16 === ITEM_GROUP) {
      const length = input.u32(4, bigEndian);
      input.consume(ITEM_HEADER_BYTES);
      this.#readItemTag(tag, length, offset);
      return;
    }
    if (scope.kind !== 'dataSet') throw this.#fail('itemExpected', tag, offset);
    if (tag === 0 && this.#scopes.level === 0 && input.u32(4, bigEndian) === 0) {
      this.#warn('trailingZeros', tag, offset);
      input.consume(8);
      this.#state = 'padding';
      return;
    }
    if (scope.encodingUndecided) this.#decideEncoding(scope);
    this.#readElementHeader(tag, offset);
  }

  /** Content of UN is implicit VR (PS3.5 6.2.2), but some write explicit VR into it. */
  #decideEncoding(scope: ParseScope): void {
    const explicit = isKnownVrField(this.#input.byte(4), this.#input.byte(5));
    scope.encoding = explicit ? elementEncodings.explicitLittleEndian : elementEncodings.implicitLittleEndian;
    scope.encodingUndecided = false;
  }

  #readElementHeader(tag: Tag, offset: number): void {
    const input = this.#input;
    const scope = this.#scope;
    const { explicitVr, bigEndian } = scope.encoding;
    let vr: VR;
    let length: number;
    let headerBytes = 8;
    let irregular = false;
    let implicitContent = false;
    const field = explicitVr ? explicitVrField(input.byte(4), input.byte(5)) : undefined;
    if (field !== undefined) {
      vr = field.vr;
      const reserved = input.u16(6, bigEndian);
      irregular = !field.known;
      if (field.form === 'long' || (field.form === 'byReserved' && reserved === 0)) {
        headerBytes = 12;
        if (!input.need(headerBytes)) return;
        length = input.u32(8, bigEndian);
        irregular ||= reserved !== 0;
      } else {
        length = reserved;
      }
    } else {
      // Implicit VR; in an explicit data set often a whole private sequence copied from an implicit one.
      vr = implicitVrOf(tag, scope, this.#dictionary);
      length = input.u32(4, bigEndian);
      irregular = explicitVr;
      implicitContent = explicitVr;
    }
    const content = this.#contentOf(tag, vr, length, headerBytes, offset);
    if (content === undefined) return;
    if (field === undefined && content === 'items') vr = 'SQ';
    if (irregular) this.#warn(implicitContent ? 'implicitInExplicit' : 'unknownVr', tag, offset);

    const valueOffset = offset + headerBytes;
    this.#countElement(tag, offset);
    if (valueOffset > scope.limit) throw this.#fail('lengthBeyondEnclosing', tag, offset);
    if (length !== UNDEFINED_LENGTH) {
      if (valueOffset + length > scope.limit) throw this.#fail('lengthBeyondEnclosing', tag, offset);
      if (length > this.#limits.maxElementBytes) throw this.#fail('elementTooLong', tag, offset);
    }

    const header = this.#header;
    header.tag = tag;
    header.vr = vr;
    header.length = length === UNDEFINED_LENGTH ? undefined : length;
    header.depth = scope.depth;
    header.offset = offset;
    header.valueOffset = valueOffset;
    header.content = content;
    header.encoding = scope.encoding;
    header.irregularHeader = irregular ? input.slice(headerBytes) : undefined;
    input.consume(headerBytes);

    const handling = scope.muted ? 'skip' : this.#handler.element(header);
    if (handling === 'stop') this.#stopped = true;
    else if (content === 'value') this.#beginValue(length, handling);
    else this.#beginSequence(content, length, handling, implicitContent);
  }

  /** What is in the value field; `undefined` while the bytes that tell have not arrived. */
  #contentOf(tag: Tag, vr: VR, length: number, headerBytes: number, offset: number): ElementContent | undefined {
    if (length === UNDEFINED_LENGTH) {
      if (vr === 'SQ' || vr === 'UN') return 'items';
      if (vrTable[vr].kind === 'bytes') return 'fragments';
      // A dictionary that knows the private element wrongly; explicit VR leaves no such doubt.
      if (!this.#scope.encoding.explicitVr) return 'items';
      throw this.#fail('undefinedLengthNotAllowed', tag, offset);
    }
    if (vr === 'SQ') return 'items';
    // Some write encapsulated pixel data with a defined length.
    if (this.#encapsulated && tag === PIXEL_DATA && this.#scopes.level === 0 && length >= ITEM_HEADER_BYTES) {
      const input = this.#input;
      if (!input.need(headerBytes + ITEM_HEADER_BYTES)) return undefined;
      const isItem = input.u16(headerBytes, false) === ITEM_GROUP && input.u16(headerBytes + 2, false) === 0xe000;
      return isItem ? 'fragments' : 'value';
    }
    return 'value';
  }

  #beginSequence(kind: ScopeKind, length: number, handling: ValueHandling, implicitContent: boolean): void {
    if (handling === 'skip' && length !== UNDEFINED_LENGTH) {
      this.#beginValue(length, 'skip');
      return;
    }
    const header = this.#header;
    const end = length === UNDEFINED_LENGTH ? Number.POSITIVE_INFINITY : header.valueOffset + length;
    const scope = this.#enterScope(kind, header.tag, end);
    if (handling === 'skip') scope.muted = true;
    if (header.vr === 'UN' || implicitContent) {
      scope.encoding = elementEncodings.implicitLittleEndian;
      scope.encodingUndecided = true;
    }
    if (length === 0) this.#elementDone();
  }

  #readItemTag(tag: Tag, length: number, offset: number): void {
    const scope = this.#scope;
    if (tag === itemTags.item) {
      if (scope.kind === 'dataSet') throw this.#fail('unexpectedItem', tag, offset);
      this.#countElement(tag, offset);
      if (length !== UNDEFINED_LENGTH && offset + ITEM_HEADER_BYTES + length > scope.limit) {
        throw this.#fail('lengthBeyondEnclosing', tag, offset);
      }
      if (scope.kind === 'items') this.#beginItem(scope, length, offset);
      else this.#beginFragment(scope, length, offset);
      return;
    }
    const closes =
      tag === itemTags.itemDelimitation
        ? scope.kind === 'dataSet' && this.#scopes.level > 0
        : tag === itemTags.sequenceDelimitation && scope.kind !== 'dataSet';
    if (!closes) throw this.#fail('unexpectedDelimiter', tag, offset);
    if (length !== 0) this.#warn('delimiterWithLength', tag, offset);
    if (scope.end === Number.POSITIVE_INFINITY) {
      this.#leaveScope();
      this.#elementDone();
      return;
    }
    // Some end a sequence of defined length with a delimiter all the same, counted in its length.
    if (this.position !== scope.end) throw this.#fail('unexpectedDelimiter', tag, offset);
    this.#warn('needlessDelimiter', tag, offset);
    this.#elementDone();
  }

  #beginItem(sequence: ParseScope, length: number, offset: number): void {
    const index = sequence.count++;
    const end = length === UNDEFINED_LENGTH ? Number.POSITIVE_INFINITY : offset + ITEM_HEADER_BYTES + length;
    if (!sequence.muted) {
      this.#handler.itemStart?.(index, offset, length === UNDEFINED_LENGTH ? undefined : length);
    }
    this.#enterScope('dataSet', sequence.tag, end);
    if (length === 0) this.#elementDone();
  }

  #beginFragment(pixelData: ParseScope, length: number, offset: number): void {
    if (length === UNDEFINED_LENGTH) throw this.#fail('undefinedLengthNotAllowed', pixelData.tag, offset);
    if (length > this.#limits.maxElementBytes) throw this.#fail('elementTooLong', pixelData.tag, offset);
    const index = pixelData.count++;
    const handling = pixelData.muted
      ? 'skip'
      : (this.#handler.fragment?.(index, offset, offset + ITEM_HEADER_BYTES, length) ?? 'skip');
    if (handling === 'stop') this.#stopped = true;
    else this.#beginValue(length, handling);
  }

  #beginValue(length: number, handling: ValueHandling): void {
    this.#handling = handling === 'value' && length > this.#limits.maxBufferedValueBytes ? 'stream' : handling;
    this.#captured =
      !this.#scope.encoding.explicitVr && this.#scope.kind === 'dataSet' && decidesImplicitVr(this.#header.tag, length);
    this.#remaining = length;
    if (length > 0) {
      this.#state = 'value';
      return;
    }
    if (this.#handling !== 'skip') this.#handler.value(NO_BYTES);
    this.#elementDone();
  }

  #readValue(): void {
    const input = this.#input;
    let bytes: Uint8Array;
    if (input.heldBytes > 0) {
      bytes = input.takeHeld();
    } else {
      const start = input.cursor;
      input.cursor += Math.min(this.#remaining, input.chunk.length - start);
      if (this.#handling === 'skip' && !this.#captured) {
        this.#remaining -= input.cursor - start;
        if (this.#remaining === 0) this.#elementDone();
        return;
      }
      bytes = input.chunk.subarray(start, input.cursor);
    }
    this.#remaining -= bytes.length;
    if (this.#handling === 'stream' && !this.#captured) {
      this.#handler.chunk?.(bytes, this.#remaining);
    } else if (this.#handling !== 'skip' || this.#captured) {
      if (this.#remaining > 0 || !this.#collector.isEmpty) {
        this.#collector.append(bytes, this.#remaining);
        if (this.#remaining > 0) return;
        bytes = this.#collector.take();
      }
      if (this.#captured) noteForImplicitVr(this.#header.tag, bytes, this.#scope);
      if (this.#handling === 'value') this.#handler.value(bytes);
      else if (this.#handling === 'stream') this.#handler.chunk?.(bytes, 0);
    }
    if (this.#remaining === 0) this.#elementDone();
  }

  #readPadding(): void {
    const input = this.#input;
    const offset = this.position;
    const bytes = input.chunk.subarray(input.cursor);
    input.cursor = input.chunk.length;
    if (bytes.some((byte) => byte !== 0)) throw this.#fail('trailingData', undefined, offset);
  }

  /** An element is complete, and with it all that encloses it and ends here. */
  #elementDone(): void {
    this.#state = 'header';
    while (this.#scope.end === this.position) this.#leaveScope();
  }

  #enterScope(kind: ScopeKind, tag: Tag, end: number): ParseScope {
    const parent = this.#scope;
    if (kind !== 'dataSet' && parent.depth >= this.#limits.maxDepth) {
      throw this.#fail('nestingTooDeep', tag, this.#header.offset);
    }
    this.#scope = this.#scopes.push(kind, tag, end);
    return this.#scope;
  }

  #leaveScope(): void {
    const left = this.#scope;
    this.#scope = this.#scopes.pop();
    // A sequence that is itself skipped was announced as an element, but nothing of what is in it.
    if (this.#scope.muted || (left.muted && left.kind !== 'dataSet')) return;
    if (left.kind === 'dataSet') this.#handler.itemEnd?.(this.position);
    else this.#handler.sequenceEnd?.(this.position);
  }

  #countElement(tag: Tag, offset: number): void {
    this.#elements += 1;
    if (this.#elements > this.#limits.maxElements) throw this.#fail('tooManyElements', tag, offset);
  }

  #warn(warning: ParserWarning, tag: Tag, offset: number): void {
    this.#handler.warning?.(warning, tag, offset);
  }

  #fail(code: DicomErrorCode, tag: Tag | undefined, offset: number): DicomParseError {
    this.#state = 'failed';
    this.#failure = new DicomParseError(code, { tag, offset });
    return this.#failure;
  }
}
