import { Status } from '../message/status.ts';
import type { ScpHandlers } from './handlers.ts';
import type { EchoOperation } from './operations.ts';
import type { ResponseContent } from './responder.ts';

/** C-ECHO (PS3.7 9.1.5): success unless a handler says otherwise. */
export async function performEcho(operation: EchoOperation, handlers: ScpHandlers): Promise<ResponseContent> {
  return { status: (await handlers.echo?.(operation)) ?? { status: Status.success } };
}
