import { isVr, type VR, vrTable } from '../vr.ts';

/** What the two bytes in the place of the VR turn out to be. */
export interface ExplicitVrField {
  readonly vr: VR;
  /** `byReserved`: long form when the two bytes after the VR are zero (a VR newer than this table), else short. */
  readonly form: 'short' | 'long' | 'byReserved';
  readonly known: boolean;
}

const A = 0x41;
const LETTERS = 26;

/** Written by some applications for "unknown", always with the short form. */
const shortUnknownVrs: readonly string[] = ['OX', '??', '--', '  ', '\0\0'];
const shortUnknown: ExplicitVrField = { vr: 'UN', form: 'short', known: false };
const newerVr: ExplicitVrField = { vr: 'UN', form: 'byReserved', known: false };

const fieldsByLetters: readonly ExplicitVrField[] = Array.from({ length: LETTERS * LETTERS }, (_, index) => {
  const letters = String.fromCharCode(A + Math.floor(index / LETTERS), A + (index % LETTERS));
  if (isVr(letters)) return { vr: letters, form: vrTable[letters].longForm ? 'long' : 'short', known: true };
  return shortUnknownVrs.includes(letters) ? shortUnknown : newerVr;
});

/** Reads the VR field of an explicit VR element (PS3.5 7.1.2); `undefined` when no VR can stand there. */
export function explicitVrField(first: number, second: number): ExplicitVrField | undefined {
  const row = first - A;
  const column = second - A;
  if (row >= 0 && row < LETTERS && column >= 0 && column < LETTERS) return fieldsByLetters[row * LETTERS + column];
  return shortUnknownVrs.includes(String.fromCharCode(first, second)) ? shortUnknown : undefined;
}

/** Whether the bytes are a VR of the standard: how explicit VR content is told from implicit. */
export function isKnownVrField(first: number, second: number): boolean {
  return explicitVrField(first, second)?.known === true;
}
