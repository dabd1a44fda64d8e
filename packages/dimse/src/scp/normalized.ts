import { CommandField } from '../message/services.ts';
import { Status } from '../message/status.ts';
import type { ScpHandlers } from './handlers.ts';
import type { NormalizedOperation } from './operations.ts';
import type { ResponseContent } from './responder.ts';

/** Handler of each N-service, by command field (PS3.7 10.1). */
export const NormalizedHandlers = {
  [CommandField.nEventReport]: 'eventReport',
  [CommandField.nGet]: 'normalizedGet',
  [CommandField.nSet]: 'normalizedSet',
  [CommandField.nAction]: 'action',
  [CommandField.nCreate]: 'normalizedCreate',
  [CommandField.nDelete]: 'normalizedDelete',
} as const satisfies Record<number, keyof ScpHandlers>;

/** N-services (PS3.7 10.1): responses name the SOP instance, and the type of action or event with a data set. */
export async function performNormalized(
  operation: NormalizedOperation,
  handler: (typeof NormalizedHandlers)[keyof typeof NormalizedHandlers],
  handlers: ScpHandlers,
): Promise<ResponseContent> {
  const result = (await handlers[handler]?.(operation)) ?? { status: Status.unrecognisedOperation };
  const sopInstanceUid = result.sopInstanceUid ?? operation.sopInstanceUid;
  const { actionTypeId, eventTypeId } = operation;
  return {
    status: result,
    elements: {
      ...(sopInstanceUid === '' ? {} : { AffectedSOPInstanceUID: sopInstanceUid }),
      ...(result.information !== undefined && actionTypeId !== undefined ? { ActionTypeID: actionTypeId } : {}),
      ...(result.information !== undefined && eventTypeId !== undefined ? { EventTypeID: eventTypeId } : {}),
    },
    ...(result.information === undefined ? {} : { dataSet: result.information }),
  };
}
