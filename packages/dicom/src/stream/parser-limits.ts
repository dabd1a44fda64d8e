import type { DataDictionary } from '../dictionary/data-dictionary.ts';

/** What a parser accepts before it calls its input hostile. */
export interface ParserLimits {
  /** Longest value of one element, in bytes. */
  readonly maxElementBytes: number;
  /** Sequences inside sequences. */
  readonly maxDepth: number;
  /** Elements, items and fragments of one data set together. */
  readonly maxElements: number;
  /** A longer value is handed over in chunks, never collected. */
  readonly maxBufferedValueBytes: number;
  /** Bytes a deflated data set may inflate to. */
  readonly maxInflatedBytes: number;
}

export const defaultParserLimits = {
  maxElementBytes: 0xffff_fffe,
  maxDepth: 64,
  maxElements: 5_000_000,
  maxBufferedValueBytes: 1024 * 1024,
  maxInflatedBytes: 4 * 1024 * 1024 * 1024,
} as const satisfies ParserLimits;

export interface DataSetParserOptions extends Partial<ParserLimits> {
  /** Length of the whole data set where it is known: no element may then claim to be longer than what is left. */
  readonly totalBytes?: number | undefined;
  /** Where in its file or message the data set begins; all offsets told start from it. */
  readonly baseOffset?: number;
  /** Tells the VR where the data set does not; the standard's without. */
  readonly dictionary?: DataDictionary;
}

/** The limits asked for, completed with the defaults. */
export function parserLimits(asked: Partial<ParserLimits>): ParserLimits {
  return {
    maxElementBytes: asked.maxElementBytes ?? defaultParserLimits.maxElementBytes,
    maxDepth: asked.maxDepth ?? defaultParserLimits.maxDepth,
    maxElements: asked.maxElements ?? defaultParserLimits.maxElements,
    maxBufferedValueBytes: asked.maxBufferedValueBytes ?? defaultParserLimits.maxBufferedValueBytes,
    maxInflatedBytes: asked.maxInflatedBytes ?? defaultParserLimits.maxInflatedBytes,
  };
}
