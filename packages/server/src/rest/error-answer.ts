import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asIsocenterError, IsocenterError } from '../model/isocenter-error.ts';
import { pathOf } from './request-path.ts';

export interface ErrorAnswerOptions {
  /** `HttpDescribeErrors`: whether errors have a body. */
  readonly describe: boolean;
}

/** What went wrong, in the fields of the peer. */
export function errorDocument(error: IsocenterError, method: string, uri: string): object {
  const { number, message } = error.row;
  const described = error.row.message !== error.message && error.message !== '';
  return {
    ...(described && { Details: error.message }),
    ...(error.payload !== undefined && { ErrorPayload: error.payload }),
    HttpError: STATUS_CODES[error.httpStatus] ?? '',
    HttpStatus: error.httpStatus,
    Message: message,
    Method: method,
    OrthancError: message,
    OrthancStatus: number,
    Uri: uri,
  };
}

/** Answers an error; the peer sends its JSON as plain text. */
export function answerError(
  error: IsocenterError,
  request: FastifyRequest,
  reply: FastifyReply,
  { describe }: ErrorAnswerOptions,
): FastifyReply {
  reply.code(error.httpStatus);
  if (!describe) return reply.send();
  const document = errorDocument(error, request.method, pathOf(request.raw.url));
  return reply.type('text/plain').send(`${JSON.stringify(document, undefined, 3)}\n`);
}

/**
 * Any thrown value as what the user is told: errors of the HTTP framework by their status, those of the server's own
 * parts as they are. What nobody foresaw is told without its message, which may hold paths or data.
 */
export function errorToAnswer(error: unknown): IsocenterError {
  if (error instanceof IsocenterError) return error;
  const status = frameworkStatusOf(error);
  const message = error instanceof Error ? error.message : '';
  if (status === 413) return new IsocenterError('BadRequest', message, { httpStatus: 413, cause: error });
  if (status === 415) return new IsocenterError('UnsupportedMediaType', message, { cause: error });
  if (status !== undefined && status < 500) return new IsocenterError('BadRequest', message, { cause: error });
  return new IsocenterError('InternalError', '', { cause: asIsocenterError(error) });
}

/** A route that is known and finds nothing: no body; 404, but 400 to a POST (the peer's rule). */
export function answerNothing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(request.method === 'POST' ? 400 : 404).send();
}

/** What belongs to the system, and is not for users to change: 403 without a body. */
export function answerForbidden(_: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(403).send();
}

/** The status of an error of fastify itself. */
function frameworkStatusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  const isFrameworks = typeof error.code === 'string' && error.code.startsWith('FST_');
  return isFrameworks && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
