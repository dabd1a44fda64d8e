import { IsocenterError } from '../model/isocenter-error.ts';
import { isBoundary, type MultipartPart, multipartParameters, multipartParts } from '../streams/multipart-parts.ts';
import type { UploadedFile } from './uploaded-file.ts';

/** The boundary of a form (RFC 7578 4.1); undefined for a body of another type. @throws IsocenterError BadRequest */
export function formBoundary(contentType: string | undefined): string | undefined {
  const parameters = multipartParameters(contentType, 'form-data');
  if (parameters === undefined) return undefined;
  const boundary = parameters.get('boundary');
  if (isBoundary(boundary)) return boundary;
  throw new IsocenterError('BadRequest', 'The form has no boundary');
}

/**
 * The files of a form, one after the other; fields that are no files are left out. A form may end with its last boundary,
 * without the two hyphens after it: the uploader of the peer's pages leaves them out.
 * @throws IsocenterError BadFileFormat when it ends anywhere else; what `chunks` throws
 */
export async function* formFiles(boundary: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<UploadedFile> {
  const noEnd = (cause: unknown) => new IsocenterError('BadFileFormat', 'The form has no end', { cause });
  for await (const part of multipartParts({ boundary, chunks, endsOpen: true, noEnd })) {
    const name = fileNameOf(part);
    if (name !== undefined) yield { name, chunks: part.chunks };
  }
}

/** The name that a part has as a file: `filename` of its Content-Disposition. Writers put blanks in many places. */
function fileNameOf({ headers }: MultipartPart): string | undefined {
  const disposition = headers.get('content-disposition') ?? '';
  const match = /;\s*filename\s*=\s*(?:"([^"]*)"|([^;]*))/i.exec(disposition);
  return match === null ? undefined : (match[1] ?? match[2] ?? '').trim();
}
