import { createHmac, randomBytes } from 'node:crypto';

/** Standard UIDs (SOP classes, well-known frames of reference) identify nobody (PS3.6 Annex A). */
const standardRoot = '1.2.840.10008.';

/** A new seed for {@link Pseudonyms}. */
export function newSeed(): string {
  return randomBytes(32).toString('hex');
}

/**
 * New identifiers made from old ones by a keyed hash: the same key gives the same ones, also after a restart, so that
 * nothing has to be written down; without the key nobody gets back to the old ones (PS3.15 E.3.9).
 */
export class Pseudonyms {
  readonly #seed: Buffer;

  constructor(seed: string) {
    this.#seed = Buffer.from(seed, 'hex');
  }

  /** The UID that takes the place of another one, below 2.25 (PS3.5 B.2). */
  uid(old: string): string {
    return old.startsWith(standardRoot) ? old : `2.25.${BigInt(`0x${this.#uuidDigits('uid', old)}`)}`;
  }

  /** The Patient ID that takes the place of another one. */
  patientId(old: string): string {
    const digits = this.#uuidDigits('patient', old);
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** As random as a UUID of version 4 (RFC 9562 5.4), and marked as one. */
  #uuidDigits(kind: string, old: string): string {
    const bytes = createHmac('sha256', this.#seed).update(`${kind}\0${old}`).digest().subarray(0, 16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return bytes.toString('hex');
  }
}
