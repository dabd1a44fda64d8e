import { CommandField } from '../message/services.ts';
import { performEcho } from './echo.ts';
import { performFind } from './find.ts';
import type { ScpHandlers } from './handlers.ts';
import { NormalizedHandlers, performNormalized } from './normalized.ts';
import type { PerformedOperation } from './performed-operation.ts';
import type { Responder, ResponseContent } from './responder.ts';
import { performGet, performMove } from './retrieve.ts';
import { performStore } from './store.ts';

type Perform = (operation: PerformedOperation, handlers: ScpHandlers, responder: Responder) => Promise<ResponseContent>;

interface PerformedService {
  readonly perform: Perform;
  /** The handler it needs; C-ECHO needs none. */
  readonly handler: keyof ScpHandlers | undefined;
}

/** How each service is performed, by command field of its request. */
export const PerformedServices: Readonly<Record<number, PerformedService>> = {
  [CommandField.cEcho]: { perform: performEcho, handler: undefined },
  [CommandField.cStore]: { perform: performStore, handler: 'store' },
  [CommandField.cFind]: { perform: performFind, handler: 'find' },
  [CommandField.cMove]: { perform: performMove, handler: 'move' },
  [CommandField.cGet]: { perform: performGet, handler: 'get' },
  ...Object.fromEntries(
    Object.entries(NormalizedHandlers).map(
      ([field, handler]) =>
        [
          field,
          { perform: (operation, handlers) => performNormalized(operation, handler, handlers), handler },
        ] satisfies [string, PerformedService],
    ),
  ),
};
