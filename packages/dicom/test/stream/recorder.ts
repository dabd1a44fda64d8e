import {
  type DataSetHandler,
  DataSetParser,
  type DataSetParserOptions,
  type ElementHeader,
  formatTag,
  type TransferSyntax,
  type ValueHandling,
} from '@isocenter/dicom';

/** The bytes a hexadecimal text stands for; everything from `//` to the end of a line is a comment. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\/\/.*$/gm, '').replace(/\s/g, ''), 'hex'));
}

/** Writes down what a parser tells, one line for each call, in a form that does not depend on chunking. */
export class Recorder implements DataSetHandler {
  readonly lines: string[] = [];
  readonly #decide: (header: ElementHeader) => ValueHandling;
  #chunks = '';

  constructor(decide: (header: ElementHeader) => ValueHandling = () => 'value') {
    this.#decide = decide;
  }

  element(header: ElementHeader): ValueHandling {
    const length = header.length ?? 'undefined';
    this.lines.push(`${header.depth} ${formatTag(header.tag)} ${header.vr} ${length} @${header.offset}`);
    return this.#decide(header);
  }

  value(bytes: Uint8Array): void {
    this.lines.push(`value ${Buffer.from(bytes).toString('hex')}`);
  }

  chunk(bytes: Uint8Array, remainingBytes: number): void {
    this.#chunks += Buffer.from(bytes).toString('hex');
    if (remainingBytes > 0) return;
    this.lines.push(`chunks ${this.#chunks}`);
    this.#chunks = '';
  }

  itemStart(index: number, offset: number, length: number | undefined): void {
    this.lines.push(`item ${index} ${length ?? 'undefined'} @${offset}`);
  }

  itemEnd(endOffset: number): void {
    this.lines.push(`item end @${endOffset}`);
  }

  sequenceEnd(endOffset: number): void {
    this.lines.push(`sequence end @${endOffset}`);
  }

  fragment(index: number, offset: number, valueOffset: number, length: number): ValueHandling {
    this.lines.push(`fragment ${index} ${length} @${offset} @${valueOffset}`);
    return 'value';
  }

  warning(warning: string): void {
    this.lines.push(`warning ${warning}`);
  }

  end(): void {
    this.lines.push('end');
  }
}

/** What a parser tells of bytes that arrive in the given chunks. */
export function record(
  chunks: Iterable<Uint8Array>,
  transferSyntax: TransferSyntax,
  options?: DataSetParserOptions,
  decide?: (header: ElementHeader) => ValueHandling,
): string[] {
  const recorder = new Recorder(decide);
  const parser = new DataSetParser(transferSyntax, recorder, options);
  for (const chunk of chunks) parser.write(chunk);
  parser.end();
  return recorder.lines;
}

export function* split(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
