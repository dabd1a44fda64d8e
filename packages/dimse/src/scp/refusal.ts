import type { CommandSet } from '../message/command-elements.ts';
import { type Service, Services } from '../message/services.ts';
import { type CommandStatus, Status } from '../message/status.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import type { ScpHandlers } from './handlers.ts';
import { PerformedServices } from './perform.ts';

interface Request {
  readonly command: CommandSet;
  readonly context: AcceptedContext;
  readonly hasDataSet: boolean;
  /** Whether an operation with the same message id is outstanding. */
  readonly duplicate: boolean;
}

/** The status a request is refused with before any handler sees it, if it is (PS3.7 annex C). */
export function refusal(request: Request, handlers: ScpHandlers): CommandStatus | undefined {
  const { command, context } = request;
  if (request.duplicate) {
    return { status: Status.duplicateInvocation, errorComment: 'Message ID is in use' };
  }
  const service = Services[command.CommandField];
  const performed = PerformedServices[command.CommandField];
  if (service === undefined || performed === undefined) {
    return { status: Status.unrecognisedOperation, errorComment: 'Service not known' };
  }
  if (!(service.invoker === 'scu' ? context.scpRole : context.scuRole)) {
    return { status: Status.sopClassNotSupported, errorComment: 'Role was not negotiated' };
  }
  if (performed.handler !== undefined && handlers[performed.handler] === undefined) {
    return { status: Status.unrecognisedOperation, errorComment: `${service.name} not supported` };
  }
  return mistyped(request, service);
}

function mistyped({ command, hasDataSet }: Request, service: Service): CommandStatus | undefined {
  const missing = service.required.filter((keyword) => command[keyword] === undefined || command[keyword] === '');
  if (missing.length > 0) {
    return { status: Status.mistypedArgument, errorComment: `Missing ${missing.join(', ')}` };
  }
  if (service.requestDataSet === 'mandatory' && !hasDataSet) {
    return { status: Status.mistypedArgument, errorComment: 'Data set missing' };
  }
  return undefined;
}
