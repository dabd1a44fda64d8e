import type { HttpAnswer } from '../../http-client/http-client.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { isBoundary, multipartParameters, multipartParts } from '../../streams/multipart-parts.ts';

/**
 * The files in an answer of WADO-RS (PS3.18 10.4.1.1.1), one after the other, as they arrive. Some servers send one file
 * alone.
 * @throws IsocenterError `NetworkProtocol` for any other answer, and for one that breaks off
 */
export async function* wadoParts({ body, headers }: HttpAnswer): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const contentType = headers['content-type'];
  if (/^application\/dicom\s*(;|$)/i.test(contentType ?? '')) {
    yield body;
    return;
  }
  const boundary = multipartParameters(contentType, 'related')?.get('boundary');
  if (!isBoundary(boundary)) {
    throw new IsocenterError('NetworkProtocol', 'The answer to a retrieve is not multipart/related with a boundary');
  }
  const noEnd = (cause: unknown) =>
    new IsocenterError('NetworkProtocol', 'The answer to a retrieve breaks off', { cause, transient: true });
  for await (const { chunks } of multipartParts({ boundary, chunks: body, noEnd })) yield chunks;
}
