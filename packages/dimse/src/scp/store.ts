import { Status } from '../message/status.ts';
import type { ScpHandlers } from './handlers.ts';
import type { StoreOperation } from './operations.ts';
import type { ResponseContent } from './responder.ts';

/** C-STORE (PS3.7 9.1.1). The response repeats the instance, which is optional and lets peers match it (9.3.1.2). */
export async function performStore(operation: StoreOperation, handlers: ScpHandlers): Promise<ResponseContent> {
  const status = (await handlers.store?.(operation)) ?? { status: Status.unrecognisedOperation };
  return { status, elements: { AffectedSOPInstanceUID: operation.sopInstanceUid } };
}
