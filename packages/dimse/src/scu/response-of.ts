import { Status, statusCategory } from '../message/status.ts';
import type { ResponseMessage } from './invocation.ts';
import type { Response } from './responses.ts';

/** What every response says; a missing status is a failure of the peer to be clear (0110). */
export function responseOf({ command }: ResponseMessage): Response {
  const status = command.Status ?? Status.processingFailure;
  const { ErrorComment, OffendingElement } = command;
  return {
    status,
    category: statusCategory(status),
    ...(ErrorComment === undefined ? {} : { errorComment: ErrorComment }),
    ...(OffendingElement === undefined ? {} : { offendingElements: OffendingElement }),
  };
}
