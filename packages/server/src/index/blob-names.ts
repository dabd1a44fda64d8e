import { IsocenterError } from '../model/isocenter-error.ts';

/**
 * Gives out names for new blobs, in batches that share their first eight digits. Which batches are in use is noted
 * durably before a name is taken from them, so that after a crash the few blobs that may have no index entry are known,
 * and no scan of the storage area is ever needed.
 */
export interface BlobNames {
  /**
   * A UUID in lower case that nobody has.
   * @throws IsocenterError `DatabaseUnavailable` when no batch can be had at the moment
   */
  take(): string;
  /** The blob is in the index, or gone: nobody needs to look for it any more. Twice is no error. */
  settle(uuid: string): void;
  /** Whether the index has the blob, or the storage area still holds it, is not known: it is looked at later. */
  doubt(uuid: string): void;
  /**
   * The beginnings of the batches that nobody takes names from any more, and that hold unsettled ones: what an earlier
   * run, or a server that died, left behind. They are the caller's now, to look through and to forget.
   */
  left(): Promise<readonly string[]>;
  forget(prefix: string): Promise<void>;
  close(): Promise<void>;
}

/** Digits of a name that say which batch it is from. */
export const batchDigits = 8;

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** @throws IsocenterError `ParameterOutOfRange` when blobs cannot be listed by this beginning of their names */
export function checkListPrefix(prefix: string): void {
  if (/^[0-9a-f]{4}[0-9a-f-]{0,32}$/.test(prefix)) return;
  const details = `Blobs are listed by four digits of their name at least: ${JSON.stringify(prefix)}`;
  throw new IsocenterError('ParameterOutOfRange', details);
}
