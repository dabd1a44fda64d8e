import { MessageError } from '../errors.ts';
import { AbortReason } from '../pdu/reasons.ts';
import { CommandElements, type CommandKeyword, type CommandSet, type CommandVr } from './command-elements.ts';

/** (0000,0000): tag, length 4, value. It counts the bytes after itself. */
const GROUP_LENGTH_BYTES = 12;
const ELEMENT_HEADER_BYTES = 8;
const MAX_ERROR_COMMENT = 64;

type Value = number | string | readonly number[];
type Mutable = { CommandField: number } & { [K in CommandKeyword]?: Value };

interface Element {
  readonly keyword: CommandKeyword;
  readonly vr: CommandVr;
}

const ELEMENTS_BY_NUMBER: ReadonlyMap<number, Element> = new Map(
  CommandElements.map(([keyword, number, vr]) => [number, { keyword, vr }]),
);

/** Encodes a command set: implicit VR little endian, ascending, even lengths (PS3.7 6.3.1). */
export function encodeCommandSet(command: CommandSet): Buffer {
  let length = GROUP_LENGTH_BYTES;
  for (const [keyword, , vr] of CommandElements) {
    const value: Value | undefined = command[keyword];
    if (value !== undefined) length += ELEMENT_HEADER_BYTES + encodedLength(vr, value);
  }
  const bytes = Buffer.allocUnsafe(length);
  bytes.writeUInt32LE(0, 0);
  bytes.writeUInt32LE(4, 4);
  bytes.writeUInt32LE(length - GROUP_LENGTH_BYTES, 8);
  let offset = GROUP_LENGTH_BYTES;
  for (const [keyword, number, vr] of CommandElements) {
    const value: Value | undefined = command[keyword];
    if (value === undefined) continue;
    bytes.writeUInt16LE(0, offset);
    bytes.writeUInt16LE(number, offset + 2);
    const valueLength = encodedLength(vr, value);
    bytes.writeUInt32LE(valueLength, offset + 4);
    offset += ELEMENT_HEADER_BYTES;
    writeValue(bytes, offset, valueLength, vr, value);
    offset += valueLength;
  }
  return bytes;
}

function encodedLength(vr: CommandVr, value: Value): number {
  if (typeof value === 'number') return 2;
  if (typeof value !== 'string') return 4 * value.length;
  const length = vr === 'LO' ? Math.min(value.length, MAX_ERROR_COMMENT) : value.length;
  return length + (length & 1);
}

function writeValue(bytes: Buffer, offset: number, length: number, vr: CommandVr, value: Value): void {
  if (typeof value === 'number') {
    bytes.writeUInt16LE(value & 0xffff, offset);
  } else if (typeof value === 'string') {
    const text = vr === 'LO' ? defaultRepertoire(value) : value;
    const written = bytes.write(text, offset, length, 'latin1');
    if (written < length) bytes[offset + written] = vr === 'UI' ? 0 : 0x20;
  } else {
    for (const [index, tag] of value.entries()) {
      bytes.writeUInt16LE(tag >>> 16, offset + 4 * index);
      bytes.writeUInt16LE(tag & 0xffff, offset + 4 * index + 2);
    }
  }
}

/** A command set has no character set element: anything but printable ISO 646 becomes a question mark. */
function defaultRepertoire(text: string): string {
  return text.replace(/[^ -[\]-~]/g, '?');
}

/**
 * Decodes a command set. The group length is not trusted, the order of elements is tolerated, unknown and retired
 * elements are skipped; another group (an explicit VR command looks so as well) is a MessageError.
 */
export function decodeCommandSet(bytes: Buffer): CommandSet {
  const command: Mutable = { CommandField: -1 };
  let offset = 0;
  while (offset < bytes.length) {
    if (bytes.length - offset < ELEMENT_HEADER_BYTES) throw malformed('element header cut short');
    const group = bytes.readUInt16LE(offset);
    if (group !== 0) throw malformed(`element of group ${group.toString(16)}`);
    const number = bytes.readUInt16LE(offset + 2);
    const length = bytes.readUInt32LE(offset + 4);
    offset += ELEMENT_HEADER_BYTES;
    if (length > bytes.length - offset) throw malformed(`element (0000,${hex(number)}) longer than the command set`);
    const element = ELEMENTS_BY_NUMBER.get(number);
    if (element !== undefined) {
      const value = readValue(bytes, offset, length, element.vr);
      // The table ties each keyword to its VR, and `readValue` each VR to its type.
      if (value !== undefined) command[element.keyword] = value as never;
    }
    offset += length;
  }
  if (command.CommandField === -1) throw malformed('no command field');
  return command as CommandSet;
}

/** A value shorter than its VR needs counts as absent. */
function readValue(bytes: Buffer, offset: number, length: number, vr: CommandVr): Value | undefined {
  if (vr === 'US') return length < 2 ? undefined : bytes.readUInt16LE(offset);
  if (vr === 'AT') {
    return Array.from(
      { length: length >>> 2 },
      (_, index) => bytes.readUInt16LE(offset + 4 * index) * 0x10000 + bytes.readUInt16LE(offset + 4 * index + 2),
    );
  }
  return unpadded(bytes, offset, offset + length);
}

/** Text without leading spaces and without trailing spaces and NULs, whichever the VR: some peers mix the paddings. */
function unpadded(bytes: Buffer, start: number, end: number): string {
  while (end > start && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end -= 1;
  while (start < end && bytes[start] === 0x20) start += 1;
  return bytes.toString('latin1', start, end);
}

function malformed(what: string): MessageError {
  return new MessageError(`malformed command set: ${what}`, AbortReason.invalidParameterValue);
}

function hex(number: number): string {
  return number.toString(16).padStart(4, '0');
}
