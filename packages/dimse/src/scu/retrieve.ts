import { Priority } from '../message/command-elements.ts';
import { decodeFailedSopInstances } from '../message/failed-sop-instances.ts';
import { CommandField } from '../message/services.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import type { ResponseMessage } from './invocation.ts';
import type { InvocationRequest, Invoker } from './invoker.ts';
import { pendingResponses } from './pending-responses.ts';
import type { FindRequest, GetRequest, MoveRequest } from './requests.ts';
import { responseOf } from './response-of.ts';
import type { GetResponse, MoveResponse, RetrieveResponse } from './responses.ts';

/** C-MOVE (PS3.7 9.1.4). */
export function move(invoker: Invoker, request: MoveRequest): AsyncGenerator<MoveResponse, void, void> {
  const { moveDestination, ...retrieve } = request;
  return responses(invoker, invocation(invoker, retrieve, CommandField.cMove, { MoveDestination: moveDestination }));
}

/**
 * C-GET (PS3.7 9.1.3).
 * @param serveStores lets a handler perform the sub-operations; returns what ends that
 */
export async function* get(
  invoker: Invoker,
  request: GetRequest,
  serveStores: (onStore: NonNullable<GetRequest['onStore']>) => () => void,
): AsyncGenerator<GetResponse, void, void> {
  const { onStore, ...retrieve } = request;
  const endServing = onStore === undefined ? undefined : serveStores(onStore);
  try {
    yield* responses(invoker, invocation(invoker, retrieve, CommandField.cGet, {}));
  } finally {
    endServing?.();
  }
}

function invocation(
  invoker: Invoker,
  request: FindRequest,
  commandField: number,
  elements: { readonly MoveDestination?: string },
): InvocationRequest {
  const { sopClassUid, identifier, priority, ...options } = request;
  return {
    ...options,
    context: invoker.context(request, sopClassUid),
    command: {
      CommandField: commandField,
      AffectedSOPClassUID: sopClassUid,
      Priority: priority ?? Priority.medium,
      ...elements,
    },
    dataSet: identifier,
  };
}

async function* responses(invoker: Invoker, request: InvocationRequest): AsyncGenerator<RetrieveResponse, void, void> {
  for await (const message of pendingResponses(invoker, request)) {
    yield retrieveResponse(message, request.context);
  }
}

function retrieveResponse(message: ResponseMessage, context: AcceptedContext): RetrieveResponse {
  const { command, dataSet } = message;
  const failedSopInstanceUids =
    dataSet === undefined ? undefined : decodeFailedSopInstances(dataSet, context.transferSyntax);
  const {
    NumberOfRemainingSuboperations: remaining,
    NumberOfCompletedSuboperations: completed,
    NumberOfFailedSuboperations: failed,
    NumberOfWarningSuboperations: warning,
  } = command;
  return {
    ...responseOf(message),
    ...(remaining === undefined ? {} : { remaining }),
    ...(completed === undefined ? {} : { completed }),
    ...(failed === undefined ? {} : { failed }),
    ...(warning === undefined ? {} : { warning }),
    ...(failedSopInstanceUids === undefined ? {} : { failedSopInstanceUids }),
  };
}
