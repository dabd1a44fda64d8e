import type { Operation, ScpHandlers } from '@isocenter/dimse';
import type { PermittedCommand } from '../access/command-permissions.ts';
import type { Logger } from '../logging/logger.ts';

/** Whether the peer of an operation may ask for it. */
export type CommandGuard = (command: PermittedCommand, operation: Operation) => boolean;

/** Puts the access rules before every handler: a command that is not allowed aborts the association, as the peer does. */
export function guardedHandlers(
  handlers: Required<GuardedServices>,
  isAllowed: CommandGuard,
  logger: Logger,
): ScpHandlers {
  const check = (command: PermittedCommand, operation: Operation) => {
    if (isAllowed(command, operation)) return;
    const { association } = operation;
    logger.warn('Command not allowed', { association: association.id, callingAet: association.callingAet, command });
    association.abort();
    throw new NotAllowedError(command);
  };
  return {
    echo: (operation) => {
      check('echo', operation);
      return handlers.echo(operation);
    },
    store: (operation) => {
      check('store', operation);
      return handlers.store(operation);
    },
    async *find(operation) {
      check('find', operation);
      return yield* handlers.find(operation);
    },
    async *move(operation) {
      check('move', operation);
      return yield* handlers.move(operation);
    },
    async *get(operation) {
      check('get', operation);
      return yield* handlers.get(operation);
    },
    action: (operation) => {
      check('n-action', operation);
      return handlers.action(operation);
    },
    eventReport: (operation) => {
      check('n-event-report', operation);
      return handlers.eventReport(operation);
    },
  };
}

/** The services this server performs. */
export type GuardedServices = Pick<ScpHandlers, 'echo' | 'store' | 'find' | 'move' | 'get' | 'action' | 'eventReport'>;

class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';

  constructor(command: PermittedCommand) {
    super(`${command} is not allowed for this peer`);
  }
}
