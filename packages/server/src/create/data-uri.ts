import { IsocenterError } from '../model/isocenter-error.ts';

/** What a data URI with base64 carries (RFC 2397). */
export interface DataUri {
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** @throws IsocenterError BadFileFormat for any other text */
export function parseDataUri(text: string): DataUri {
  const comma = text.indexOf(',');
  const [, mediaType = ''] = /^data:([\w.+-]+\/[\w.+-]+)(?:;[^,]*)?;base64$/i.exec(text.slice(0, comma)) ?? [];
  const data = text.slice(comma + 1);
  if (comma < 0 || mediaType === '' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(data)) {
    throw new IsocenterError('BadFileFormat', 'The content must be a data URI with base64: data:image/png;base64,…');
  }
  return { mediaType: mediaType.toLowerCase(), bytes: Buffer.from(data, 'base64') };
}
