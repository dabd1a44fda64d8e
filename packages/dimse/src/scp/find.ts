import { Status } from '../message/status.ts';
import type { FindAnswer, ScpHandlers } from './handlers.ts';
import type { FindOperation } from './operations.ts';
import type { Responder, ResponseContent } from './responder.ts';

/** C-FIND (PS3.7 9.1.2): one pending response per match, then the final status without Identifier. */
export async function performFind(
  operation: FindOperation,
  handlers: ScpHandlers,
  responder: Responder,
): Promise<ResponseContent> {
  const answers = handlers.find?.(operation);
  if (answers === undefined) return { status: { status: Status.unrecognisedOperation } };
  for (;;) {
    const next = await answers.next();
    if (next.done) return { status: next.value };
    // Cancelled, or nobody left to answer: the handler's own cleanup runs, whatever it meant to yield next.
    if (operation.signal.aborted) {
      await answers.return({ status: Status.cancel });
      return { status: { status: Status.cancel } };
    }
    const sent = responder.pending(pendingResponses(next.value));
    if (sent !== undefined) await sent;
  }
}

function pendingResponses(answer: FindAnswer): ResponseContent[] {
  if (answer instanceof Uint8Array) return [{ status: PENDING, dataSet: answer }];
  if ('identifiers' in answer) {
    const status = { status: answer.status };
    return answer.identifiers.map((dataSet) => ({ status, dataSet }));
  }
  return answer.map((dataSet) => ({ status: PENDING, dataSet }));
}

const PENDING = { status: Status.pending };
