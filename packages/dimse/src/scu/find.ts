import { Priority } from '../message/command-elements.ts';
import { CommandField } from '../message/services.ts';
import type { Invoker } from './invoker.ts';
import { pendingResponses } from './pending-responses.ts';
import type { FindRequest } from './requests.ts';
import { responseOf } from './response-of.ts';
import type { FindResponse } from './responses.ts';

/** C-FIND (PS3.7 9.1.2). */
export async function* find(invoker: Invoker, request: FindRequest): AsyncGenerator<FindResponse, void, void> {
  const { sopClassUid, identifier, priority, ...options } = request;
  const responses = pendingResponses(invoker, {
    ...options,
    context: invoker.context(request, sopClassUid),
    command: {
      CommandField: CommandField.cFind,
      AffectedSOPClassUID: sopClassUid,
      Priority: priority ?? Priority.medium,
    },
    dataSet: identifier,
  });
  for await (const message of responses) {
    const response = responseOf(message);
    yield message.dataSet === undefined ? response : { ...response, identifier: message.dataSet };
  }
}
