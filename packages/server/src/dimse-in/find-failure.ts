import {
  CancelRequested,
  type CommandStatus,
  type FindOperation,
  FindStatus,
  LimitExceededError,
} from '@isocenter/dimse';
import type { Logger } from '../logging/logger.ts';
import { asIsocenterError } from '../model/isocenter-error.ts';

/** The peer's one status for all requests that cannot be used; in the standard's range of "unable to process". */
const unableToProcess = 0xc000;

/** The final status of a C-FIND that an error has ended. @throws the error when there is nobody to answer any more */
export function findFailure(error: unknown, operation: FindOperation, logger: Logger): CommandStatus {
  const { association, signal } = operation;
  if (signal.aborted && !(error instanceof LimitExceededError)) {
    if (signal.reason instanceof CancelRequested) return { status: FindStatus.cancel };
    throw error;
  }
  const failure = asIsocenterError(error);
  const isRequest = failure.row.http < 500;
  const fields = { association: association.id, callingAet: association.callingAet, error };
  if (isRequest) logger.warn('C-FIND request refused', fields);
  else logger.error('C-FIND failed', fields);
  const status = failure.code === 'Database' || failure.row.http === 503 ? failure.row.dimse : unableToProcess;
  // Messages of other errors may hold anything.
  return { status, errorComment: isRequest ? failure.message : failure.row.message };
}
