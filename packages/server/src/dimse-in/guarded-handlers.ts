import { SopClasses } from '@isocenter/dicom';
import type { FindOperation, Operation, ScpHandlers } from '@isocenter/dimse';
import type { PermittedCommand } from '../access/command-permissions.ts';
import type { Logger } from '../logging/logger.ts';

/** Whether the peer of an operation may ask for it. */
export type CommandGuard = (command: PermittedCommand, operation: Operation) => boolean;

/** Puts the access rules before every handler: a command that is not allowed aborts the association, as the peer does. */
export function guardedHandlers(handlers: GuardedServices, isAllowed: CommandGuard, logger: Logger): ScpHandlers {
  const check = (command: PermittedCommand, operation: Operation) => {
    if (isAllowed(command, operation)) return;
    const { association } = operation;
    logger.warn('Command not allowed', { association: association.id, callingAet: association.callingAet, command });
    association.abort();
    throw new NotAllowedError(command);
  };
  const guard =
    <O extends Operation, R>(command: PermittedCommand, handler: (operation: O) => R) =>
    (operation: O): R => {
      check(command, operation);
      return handler(operation);
    };
  const find = guard('find', handlers.find);
  const findWorklist = handlers.worklist && guard('find-worklist', handlers.worklist);
  return {
    echo: guard('echo', handlers.echo),
    store: guard('store', handlers.store),
    find: (operation) => (findWorklist !== undefined && isWorklist(operation) ? findWorklist : find)(operation),
    move: guard('move', handlers.move),
    get: guard('get', handlers.get),
    ...(handlers.action && { action: guard('n-action', handlers.action) }),
    ...(handlers.eventReport && { eventReport: guard('n-event-report', handlers.eventReport) }),
  };
}

/** The services this server performs. */
export type GuardedServices = Required<Pick<ScpHandlers, 'echo' | 'store' | 'find' | 'move' | 'get'>> &
  Pick<ScpHandlers, 'action' | 'eventReport'> & {
    /** C-FIND of the Modality Worklist (PS3.4 K); absent: not offered. */
    readonly worklist?: NonNullable<ScpHandlers['find']>;
  };

function isWorklist({ presentationContext }: FindOperation): boolean {
  return presentationContext.abstractSyntax === SopClasses.ModalityWorklistInformationModelFind;
}

class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';

  constructor(command: PermittedCommand) {
    super(`${command} is not allowed for this peer`);
  }
}
