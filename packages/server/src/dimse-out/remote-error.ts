import { AssociationRejectedError, DimseError } from '@isocenter/dimse';
import type { ErrorCode } from '../model/error-codes.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** Failures of the network that a later attempt may not meet. */
const transientCodes: ReadonlySet<string> = new Set([
  'ASSOCIATION_ABORTED',
  'ASSOCIATION_LOST',
  'ASSOCIATION_RELEASED',
  'CONNECTION_FAILED',
  'TIMEOUT',
]);

/** A failure on an association to a peer, as users are told of it. `transient` tells whether trying again makes sense. */
export function remoteError(cause: unknown, peer: string): IsocenterError {
  if (cause instanceof IsocenterError) return cause;
  if (!(cause instanceof DimseError)) {
    return new IsocenterError('InternalError', `Talking to ${peer}`, { cause });
  }
  return new IsocenterError(codeOf(cause), `${peer}: ${cause.message}`, { cause, transient: isTransient(cause) });
}

function codeOf(error: DimseError): ErrorCode {
  switch (error.code) {
    case 'TIMEOUT':
      return 'Timeout';
    case 'NO_PRESENTATION_CONTEXT':
      return 'NoPresentationContext';
    default:
      return 'NetworkProtocol';
  }
}

function isTransient(error: DimseError): boolean {
  // Result 2 is "rejected-transient" (PS3.8 9.3.4).
  if (error instanceof AssociationRejectedError) return error.result === 2;
  return transientCodes.has(error.code);
}
