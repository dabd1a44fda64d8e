import { type AcceptedContext, type Association, Status, statusCategory } from '@isocenter/dimse';
import { remoteError } from '../dimse-out/remote-error.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { PrefetchedInstance } from './instance-reader.ts';

/** How a C-STORE sub-operation ended. */
export interface SubOperationResult {
  /** `duplicate`: the destination says that it has the instance (0111), a failure by PS3.7 C.5.6. */
  readonly result: 'completed' | 'warning' | 'duplicate' | 'failed';
  /** (0000,0900) of the response, when there was one. */
  readonly status?: number;
  /** For a failure: what stopped it. `transient` tells whether the same may work later. */
  readonly error?: IsocenterError;
}

export interface SubOperationOptions {
  readonly priority?: number;
  readonly moveOriginator?: { readonly aet: string; readonly messageId: number };
}

/** Sends one instance. Rejects only when the association is of no more use; the failures of the instance are results. */
export async function performSubOperation(
  association: Association,
  context: AcceptedContext,
  prefetched: PrefetchedInstance,
  options: SubOperationOptions,
): Promise<SubOperationResult> {
  const { sopClassUid, sopInstanceUid } = prefetched.instance;
  let dataSet: Awaited<ReturnType<PrefetchedInstance['dataSet']>>;
  try {
    dataSet = await prefetched.dataSet(context.transferSyntax);
  } catch (error) {
    return failed(unreadable(error));
  }
  const response = await association.store({
    sopClassUid,
    sopInstanceUid,
    contextId: context.id,
    dataSet,
    ...options,
  });
  return resultOf(response.status, response.errorComment);
}

/** A sub-operation that was not performed, or failed without a response. */
export function failed(error: IsocenterError): SubOperationResult {
  return { result: 'failed', error };
}

/** No accepted presentation context fits the instance: refused, SOP class not supported (PS3.7 C.5.24). */
export function noContext(peer: string): SubOperationResult {
  return failed(new IsocenterError('NoPresentationContext', `${peer} accepts neither the class nor the syntax`));
}

/** An association that failed during a sub-operation. */
export function lost(error: unknown, peer: string): SubOperationResult {
  return failed(remoteError(error, peer));
}

function resultOf(status: number, comment: string | undefined): SubOperationResult {
  switch (statusCategory(status)) {
    case 'success':
      return { result: 'completed', status };
    case 'warning':
      return { result: 'warning', status };
    default:
      if (status === Status.duplicateSopInstance) return { result: 'duplicate', status };
      return { result: 'failed', status, error: refusal(status, comment) };
  }
}

function refusal(status: number, comment: string | undefined): IsocenterError {
  const text = `C-STORE refused with status ${status.toString(16).padStart(4, '0').toUpperCase()}`;
  return new IsocenterError('NetworkProtocol', comment ? `${text}: ${comment}` : text, {
    payload: { Type: 'Dimse', Content: { DimseErrorStatus: status } },
    // A7xx: out of resources (PS3.4 B.2.3), which may pass.
    transient: status >> 8 === 0xa7,
  });
}

function unreadable(cause: unknown): IsocenterError {
  return cause instanceof IsocenterError
    ? cause
    : new IsocenterError('CorruptedFile', 'The stored file cannot be read', { cause });
}
