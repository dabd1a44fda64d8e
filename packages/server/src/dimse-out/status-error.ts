import { type Response, Status } from '@isocenter/dimse';
import { type ErrorPayload, IsocenterError, type IsocenterErrorOptions } from '../model/isocenter-error.ts';

/** Failures that the peer may get over by itself (PS3.7 C.5.21, C.5.22). */
const transientStatuses: ReadonlySet<number> = new Set([Status.processingFailure, Status.resourceLimitation]);

/** A request that the peer answered with a failure; the payload is that of the REST API unless another is given. */
export function statusError(
  peer: string,
  service: string,
  { status, errorComment }: Pick<Response, 'status' | 'errorComment'>,
  payload: ErrorPayload = { Type: 'Dimse', Content: { DimseErrorStatus: status } },
  options: Pick<IsocenterErrorOptions, 'httpStatus'> = {},
): IsocenterError {
  const code = status.toString(16).toUpperCase().padStart(4, '0');
  const comment = errorComment ? ` (${errorComment})` : '';
  return new IsocenterError('NetworkProtocol', `${peer}: ${service} ended with status ${code}${comment}`, {
    payload,
    transient: transientStatuses.has(status),
    ...options,
  });
}
