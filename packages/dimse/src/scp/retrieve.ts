import type { CommandSet } from '../message/command-elements.ts';
import { Status, statusCategory } from '../message/status.ts';
import type { SubOperationCounters } from '../message/sub-operations.ts';
import type { RetrieveResult, ScpHandlers } from './handlers.ts';
import type { GetOperation, MoveOperation } from './operations.ts';
import type { Responder, ResponseContent } from './responder.ts';

/** C-MOVE (PS3.7 9.1.4). */
export function performMove(
  operation: MoveOperation,
  handlers: ScpHandlers,
  responder: Responder,
): Promise<ResponseContent> {
  return performRetrieve(handlers.move?.(operation), responder);
}

/** C-GET (PS3.7 9.1.3). */
export function performGet(
  operation: GetOperation,
  handlers: ScpHandlers,
  responder: Responder,
): Promise<ResponseContent> {
  return performRetrieve(handlers.get?.(operation), responder);
}

async function performRetrieve(
  progress: AsyncGenerator<SubOperationCounters, RetrieveResult, void> | undefined,
  responder: Responder,
): Promise<ResponseContent> {
  if (progress === undefined) return { status: { status: Status.unrecognisedOperation } };
  for (;;) {
    const next = await progress.next();
    if (next.done) return finalResponse(next.value, responder);
    const sent = responder.pending([{ status: PENDING, elements: counterElements(next.value) }]);
    if (sent !== undefined) await sent;
  }
}

/**
 * Success carries no data set, other statuses the failed SOP instances if there are any; the number of remaining
 * sub-operations belongs to pending and cancel alone (PS3.4 C.4.2.1.4.2, C.4.2.1.6).
 */
function finalResponse(result: RetrieveResult, responder: Responder): ResponseContent {
  const { remaining, ...counters } = result;
  const category = statusCategory(result.status);
  const elements = counterElements(category === 'cancel' && remaining !== undefined ? result : counters);
  const failed = result.failedSopInstanceUids ?? [];
  if (category === 'success' || failed.length === 0) return { status: result, elements };
  return { status: result, elements, dataSet: responder.failedSopInstances(failed) };
}

function counterElements(counters: Partial<SubOperationCounters>): Partial<CommandSet> {
  const { remaining, completed, failed, warning } = counters;
  return {
    ...(remaining === undefined ? {} : { NumberOfRemainingSuboperations: counter(remaining) }),
    ...(completed === undefined ? {} : { NumberOfCompletedSuboperations: counter(completed) }),
    ...(failed === undefined ? {} : { NumberOfFailedSuboperations: counter(failed) }),
    ...(warning === undefined ? {} : { NumberOfWarningSuboperations: counter(warning) }),
  };
}

/** Counters are US: a larger number is sent as the largest that fits. */
function counter(value: number): number {
  return Math.min(value, 0xffff);
}

const PENDING = { status: Status.pending };
