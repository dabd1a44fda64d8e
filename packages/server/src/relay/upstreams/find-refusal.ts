import { FindStatus, Status } from '@isocenter/dimse';
import { IsocenterError } from '../../model/isocenter-error.ts';

/** Failures of a C-FIND that say nothing about what was asked (PS3.4 Table C.4-1, PS3.7 C.5.21, C.5.22). */
const passing: ReadonlySet<number> = new Set([
  FindStatus.outOfResources,
  Status.processingFailure,
  Status.resourceLimitation,
]);

/** No C-FIND, or no such search by QIDO-RS. */
const refusalCodes: ReadonlySet<string> = new Set(['NoCFindHandler', 'NotImplemented']);

/** Whether an upstream was reached and has refused to answer a search, this one or any. */
export function isRefusal(error: unknown): error is IsocenterError {
  return error instanceof IsocenterError && (refusalCodes.has(error.code) || statusOf(error) !== undefined);
}

/** Whether it may answer the same search later. */
export function asksAgain(refusal: IsocenterError): boolean {
  const status = statusOf(refusal);
  return status !== undefined && passing.has(status);
}

function statusOf({ payload }: IsocenterError): number | undefined {
  const content = payload?.Type === 'Dimse' ? payload.Content : undefined;
  if (typeof content !== 'object' || content === null || !('DimseErrorStatus' in content)) return undefined;
  return typeof content.DimseErrorStatus === 'number' ? content.DimseErrorStatus : undefined;
}
