import { type ErrorCode, type ErrorCodeRow, errorCodes } from './error-codes.ts';

/** What a failing remote peer or job adds to an error, in the form of the REST API's `ErrorPayload`. */
export interface ErrorPayload {
  readonly Type: 'Dimse' | 'RetrieveJob';
  readonly Content: unknown;
}

export interface IsocenterErrorOptions extends ErrorOptions {
  readonly payload?: ErrorPayload;
  /** Whether the same request may succeed later without anybody changing anything. */
  readonly transient?: boolean;
  /** Replaces the HTTP status of the catalogue where the peer's API does so on one route. */
  readonly httpStatus?: number;
  /** Replaces the DIMSE status of the catalogue where a service has a nearer one. */
  readonly dimseStatus?: number;
}

/** An error that a user is told of; `code` names its row in the catalogue, `message` what happened here. */
export class IsocenterError extends Error {
  override readonly name = 'IsocenterError';
  readonly code: ErrorCode;
  readonly payload: ErrorPayload | undefined;
  readonly transient: boolean;
  readonly httpStatus: number;
  readonly dimseStatus: number;

  constructor(code: ErrorCode, details: string, options: IsocenterErrorOptions = {}) {
    super(details, options);
    this.code = code;
    this.payload = options.payload;
    this.transient = options.transient ?? false;
    this.httpStatus = options.httpStatus ?? errorCodes[code].http;
    this.dimseStatus = options.dimseStatus ?? errorCodes[code].dimse;
  }

  get row(): ErrorCodeRow {
    return errorCodes[this.code];
  }
}

/** Any thrown value as an `IsocenterError`; what is none of ours becomes an internal error with it as the cause. */
export function asIsocenterError(error: unknown): IsocenterError {
  if (error instanceof IsocenterError) return error;
  return new IsocenterError('InternalError', error instanceof Error ? error.message : String(error), { cause: error });
}
