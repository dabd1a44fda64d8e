import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExpectedValue, SeenValue } from '../index/expected-value.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** The ETag of a value, in the form of the peer. */
export function etagOf({ revision, md5 }: SeenValue): string {
  return `"${revision}-${md5}"`;
}

/**
 * What a PUT expects to overwrite: what If-Match names, or nothing when `checkRevisions` demands that header.
 * @throws IsocenterError ParameterOutOfRange when If-Match is no ETag
 */
export function expectedByPut(request: FastifyRequest, checkRevisions: boolean): ExpectedValue | undefined {
  return seenIn(request, 'if-match') ?? (checkRevisions ? 'absent' : undefined);
}

/** What a DELETE expects to be there. @throws IsocenterError ParameterOutOfRange; Revision when the header is missing */
export function expectedByDelete(request: FastifyRequest, checkRevisions: boolean): ExpectedValue | undefined {
  const seen = seenIn(request, 'if-match');
  if (seen === undefined && checkRevisions) {
    throw new IsocenterError('Revision', 'CheckRevisions is on, and the header If-Match is missing');
  }
  return seen;
}

/**
 * Tells the client the ETag of a value. When If-None-Match says that the client has it already, the answer is 304, and
 * true.
 * @throws IsocenterError ParameterOutOfRange when If-None-Match is no ETag
 */
export function isUnmodified(request: FastifyRequest, reply: FastifyReply, present: SeenValue): boolean {
  reply.header('etag', etagOf(present));
  const seen = seenIn(request, 'if-none-match');
  if (seen === undefined || seen.revision !== present.revision || seen.md5 !== present.md5) return false;
  reply.code(304);
  return true;
}

/** One ETag, with or without its quotes: the peer takes neither lists nor `*`. */
function seenIn({ headers }: FastifyRequest, name: 'if-match' | 'if-none-match'): SeenValue | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const [, revision, md5] = /^"?(\d{1,15})-([^"]*)"?$/.exec(text.trim()) ?? [];
  if (revision === undefined || md5 === undefined) {
    throw new IsocenterError('ParameterOutOfRange', `The header ${name} has to be an ETag, "revision-MD5": ${text}`);
  }
  return { revision: Number(revision), md5 };
}
