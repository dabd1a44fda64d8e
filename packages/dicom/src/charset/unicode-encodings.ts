import { addCode } from './character-mapping.ts';
import type { TextEncoding } from './text-encoding.ts';

/** UTF-8 (ISO_IR 192). */
export const utf8Encoding: TextEncoding = {
  asciiCompatible: true,
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
  encode: (text) => Buffer.from(text, 'utf8'),
};

/** GBK or GB 18030, without code extension. */
class ChineseEncoding implements TextEncoding {
  readonly asciiCompatible = true;
  readonly #decoder: TextDecoder;
  readonly #hasFourBytes: boolean;
  #codes: ReadonlyMap<string, number> | undefined;

  constructor(encoding: 'gbk' | 'gb18030') {
    this.#decoder = new TextDecoder(encoding);
    this.#hasFourBytes = encoding === 'gb18030';
  }

  decode(bytes: Uint8Array): string {
    return this.#decoder.decode(bytes);
  }

  encode(text: string, _delimiters: string, unmappable: (character: string) => string): Uint8Array {
    const bytes: number[] = [];
    for (const character of text) {
      const code = this.#codeOf(character);
      if (code === undefined) bytes.push(...Buffer.from(unmappable(character), 'latin1'));
      else if (code <= 0x7f) bytes.push(code);
      else if (code <= 0xffff) bytes.push(code >> 8, code & 0xff);
      else bytes.push(code >>> 24, (code >> 16) & 0xff, (code >> 8) & 0xff, code & 0xff);
    }
    return Uint8Array.from(bytes);
  }

  #codeOf(character: string): number | undefined {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint <= 0x7f) return codePoint;
    if (codePoint > 0xffff) return this.#hasFourBytes ? fourByteCode(codePoint - 0x1_0000, 0x90) : undefined;
    this.#codes ??= this.#invert();
    return this.#codes.get(character);
  }

  #invert(): ReadonlyMap<string, number> {
    const codes = new Map<string, number>();
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        addCode(codes, this.#decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail);
      }
    }
    if (!this.#hasFourBytes) return codes;
    const bytes = Buffer.alloc(4);
    for (let linear = 0; linear < basicPlaneCodes; linear += 1) {
      const code = fourByteCode(linear, 0x81);
      bytes.writeUInt32BE(code);
      addCode(codes, this.#decoder.decode(bytes), code);
    }
    return codes;
  }
}

/** GB 18030 has this many codes of four bytes for the basic plane, 81308130 to 8431A439. */
const basicPlaneCodes = 39420;

/** The nth code of four bytes (lead, 30-39, 81-FE, 30-39) from the one that begins with `firstLead`. */
function fourByteCode(linear: number, firstLead: number): number {
  const fourth = 0x30 + (linear % 10);
  const third = 0x81 + (Math.floor(linear / 10) % 126);
  const second = 0x30 + (Math.floor(linear / 1260) % 10);
  const first = firstLead + Math.floor(linear / 12600);
  return ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
}

export const gbkEncoding: TextEncoding = new ChineseEncoding('gbk');
export const gb18030Encoding: TextEncoding = new ChineseEncoding('gb18030');
