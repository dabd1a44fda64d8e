import { IsocenterError } from '../model/isocenter-error.ts';

/**
 * Gives out names for new blobs. Under which names blobs may be under way is noted durably before one is used, so that
 * after a crash the few that may have no index entry are known, and no scan of the storage area is ever needed.
 */
export interface BlobNames {
  /** A UUID in lower case that nobody has. */
  take(): string;
  /** The blob is in the index, or gone: nobody needs to look for it any more. Twice is no error. */
  settle(uuid: string): void;
  close(): Promise<void>;
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** @throws IsocenterError `ParameterOutOfRange` when blobs cannot be listed by this beginning of their uuid */
export function checkListPrefix(prefix: string): void {
  if (/^[0-9a-f]{4}[0-9a-f-]{0,32}$/.test(prefix)) return;
  const details = `Blobs are listed by four digits of their name at least: ${JSON.stringify(prefix)}`;
  throw new IsocenterError('ParameterOutOfRange', details);
}
