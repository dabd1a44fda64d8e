import type { CommandSet } from '../message/command-elements.ts';
import { CommandField } from '../message/services.ts';
import type { Invoker } from './invoker.ts';
import type { ActionRequest, EventReportRequest, NormalizedRequest } from './requests.ts';
import { responseOf } from './response-of.ts';
import type { NormalizedResponse } from './responses.ts';

/** N-ACTION (PS3.7 10.1.4). */
export function action(invoker: Invoker, request: ActionRequest): Promise<NormalizedResponse> {
  const { actionTypeId, ...normalized } = request;
  return invoke(invoker, normalized, 'scu', {
    CommandField: CommandField.nAction,
    RequestedSOPClassUID: request.sopClassUid,
    RequestedSOPInstanceUID: request.sopInstanceUid,
    ActionTypeID: actionTypeId,
  });
}

/** N-EVENT-REPORT (PS3.7 10.1.1), the one service an SCP invokes. */
export function eventReport(invoker: Invoker, request: EventReportRequest): Promise<NormalizedResponse> {
  const { eventTypeId, ...normalized } = request;
  return invoke(invoker, normalized, 'scp', {
    CommandField: CommandField.nEventReport,
    AffectedSOPClassUID: request.sopClassUid,
    AffectedSOPInstanceUID: request.sopInstanceUid,
    EventTypeID: eventTypeId,
  });
}

async function invoke(
  invoker: Invoker,
  request: NormalizedRequest,
  role: 'scu' | 'scp',
  command: CommandSet,
): Promise<NormalizedResponse> {
  const { sopClassUid, sopInstanceUid: _, information, ...options } = request;
  const message = await invoker.once({
    ...options,
    context: invoker.context(request, sopClassUid, role),
    command,
    ...(information === undefined ? {} : { dataSet: information }),
  });
  const { AffectedSOPInstanceUID: sopInstanceUid } = message.command;
  return {
    ...responseOf(message),
    ...(sopInstanceUid === undefined ? {} : { sopInstanceUid }),
    ...(message.dataSet === undefined ? {} : { information: message.dataSet }),
  };
}
