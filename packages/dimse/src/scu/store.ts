import { Priority } from '../message/command-elements.ts';
import { CommandField } from '../message/services.ts';
import type { Invoker } from './invoker.ts';
import type { StoreRequest } from './requests.ts';
import { responseOf } from './response-of.ts';
import type { StoreResponse } from './responses.ts';

/** C-STORE (PS3.7 9.1.1). */
export async function store(invoker: Invoker, request: StoreRequest): Promise<StoreResponse> {
  const { sopClassUid, sopInstanceUid, priority, moveOriginator, dataSet, ...options } = request;
  const message = await invoker.once({
    ...options,
    context: invoker.context(request, sopClassUid),
    command: {
      CommandField: CommandField.cStore,
      AffectedSOPClassUID: sopClassUid,
      AffectedSOPInstanceUID: sopInstanceUid,
      Priority: priority ?? Priority.medium,
      ...(moveOriginator === undefined
        ? {}
        : {
            MoveOriginatorApplicationEntityTitle: moveOriginator.aet,
            MoveOriginatorMessageID: moveOriginator.messageId,
          }),
    },
    dataSet,
  });
  return responseOf(message);
}
