import { rejectReasonText } from './pdu/reasons.ts';

/** Every `code` an error of this package can carry, and what it means. Codes are stable and never reused. */
export const ErrorCodes = {
  PDU_INVALID: 'the peer sent a PDU that breaks PS3.8 9.3',
  LIMIT_EXCEEDED: 'a configured limit was exceeded',
  MESSAGE_INVALID: 'the peer sent a message that breaks PS3.7 or PS3.8 annex E',
  ASSOCIATION_REJECTED: 'the peer answered with A-ASSOCIATE-RJ',
  ASSOCIATION_ABORTED: 'the association was aborted',
  ASSOCIATION_LOST: 'the transport connection closed before the association was released',
  ASSOCIATION_RELEASED: 'the association has been released',
  CONNECTION_FAILED: 'the transport connection could not be established',
  TIMEOUT: 'the peer did not answer in time',
  NEGOTIATION_INVALID: 'the association cannot be negotiated as asked',
  NO_PRESENTATION_CONTEXT: 'no accepted presentation context fits the request',
  OPERATION_CANCELLED: 'the peer cancelled the operation with C-CANCEL',
  OPERATIONS_OUTSTANDING: 'the association cannot be released while operations are outstanding',
  DATA_SET_UNFINISHED: 'the source of an outgoing data set failed before its end',
  STATUS: 'a handler ended its operation with a status',
} as const;

export type ErrorCode = keyof typeof ErrorCodes;

/** Root of all errors of this package: `code` says what happened, `cause` why, the message where. */
export class DimseError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A PDU that cannot be accepted; `abortReason` is the reason of the A-ABORT it earns (PS3.8 9.3.8). */
export class PduError extends DimseError {
  readonly offset: number;
  readonly abortReason: number;

  /** @param offset bytes from the start of the PDU body, or of the header for header errors */
  constructor(message: string, place: { offset: number; abortReason: number }, code: ErrorCode = 'PDU_INVALID') {
    super(code, `${message} (at offset ${place.offset})`);
    this.offset = place.offset;
    this.abortReason = place.abortReason;
  }
}

/** A message or fragment that breaks the rules of the DIMSE protocol; the association is aborted. */
export class MessageError extends DimseError {
  readonly abortReason: number;

  constructor(message: string, abortReason: number, code: ErrorCode = 'MESSAGE_INVALID') {
    super(code, message);
    this.abortReason = abortReason;
  }
}

/** A named limit was exceeded; `limit` is its option name. */
export class LimitExceededError extends DimseError {
  readonly limit: string;

  constructor(limit: string, maximum: number) {
    super('LIMIT_EXCEEDED', `${limit} (${maximum}) exceeded`);
    this.limit = limit;
  }
}

/** The peer refused the association (PS3.8 9.3.4). */
export class AssociationRejectedError extends DimseError {
  readonly result: number;
  readonly source: number;
  readonly reason: number;

  constructor(rejection: { result: number; source: number; reason: number }) {
    super('ASSOCIATION_REJECTED', `association rejected: ${rejectReasonText(rejection)}`);
    this.result = rejection.result;
    this.source = rejection.source;
    this.reason = rejection.reason;
  }
}

/** The association ended by A-ABORT (PS3.8 9.3.8), sent by the side named in `by`. */
export class AssociationAbortedError extends DimseError {
  readonly by: 'local' | 'peer';
  readonly source: number;
  readonly reason: number;

  constructor(by: 'local' | 'peer', abort: { source: number; reason: number }, cause?: unknown) {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    super(
      'ASSOCIATION_ABORTED',
      `association aborted by ${by === 'local' ? 'this side' : 'the peer'} (source ${abort.source}, reason ${abort.reason})${why}`,
      cause === undefined ? undefined : { cause },
    );
    this.by = by;
    this.source = abort.source;
    this.reason = abort.reason;
  }
}

/** The association is gone: lost (closed, reset, silent peer) or released under an outstanding operation. */
export class AssociationLostError extends DimseError {
  constructor(message: string, options?: { cause?: unknown }, code: ErrorCode = 'ASSOCIATION_LOST') {
    super(code, message, options);
  }
}

/** A timer ran out; `timer` is its option name. */
export class TimeoutError extends DimseError {
  readonly timer: string;

  constructor(timer: string, milliseconds: number) {
    super('TIMEOUT', `${timer} (${milliseconds} ms) ran out`);
    this.timer = timer;
  }
}

/** The reason of an operation's `signal` after C-CANCEL (PS3.7 9.3.2.3). */
export class CancelRequested extends DimseError {
  constructor() {
    super('OPERATION_CANCELLED', 'the peer asked to cancel the operation');
  }
}

/** Thrown by a handler to end its operation with a status of its choice. */
export class StatusError extends DimseError {
  readonly status: number;
  readonly errorComment: string;

  constructor(status: number, errorComment: string, options?: { cause?: unknown }) {
    super('STATUS', errorComment, options);
    this.status = status;
    this.errorComment = errorComment;
  }
}
