import { IsocenterError } from '../model/isocenter-error.ts';

/** A value as somebody has seen it. */
export interface SeenValue {
  /** 0 when the value was new, one more at each overwriting. */
  readonly revision: number;
  /** Of a text in UTF-8, or of an uncompressed attachment: 32 hex digits, or empty when none is kept. */
  readonly md5: string;
}

/**
 * What a write expects to overwrite or delete: the value that was seen, or `absent`: none. As with Orthanc, a value that
 * was seen and has gone since may be set anew.
 */
export type ExpectedValue = 'absent' | SeenValue;

/** Compares what is there with what a write expects; undefined expects nothing particular. @throws IsocenterError Revision */
export function checkExpected(present: SeenValue | undefined, expected: ExpectedValue | undefined): void {
  if (expected === undefined || present === undefined) return;
  if (expected === 'absent' || expected.revision !== present.revision || expected.md5 !== present.md5) {
    throw new IsocenterError('Revision', '');
  }
}
