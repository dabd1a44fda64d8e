import { Status, statusCategory } from '../message/status.ts';
import type { Invocation, ResponseMessage } from './invocation.ts';
import type { InvocationRequest, Invoker } from './invoker.ts';

/**
 * The responses of C-FIND, C-MOVE or C-GET in order, the final one last. The signal sends C-CANCEL, and the responses
 * go on to the final one; leaving the iteration sends C-CANCEL and waits for the final response, dropping the rest.
 */
export async function* pendingResponses(invoker: Invoker, request: InvocationRequest): AsyncGenerator<ResponseMessage> {
  const { signal } = request;
  signal?.throwIfAborted();
  const invocation = await invoker.begin(request);
  const cancel = () => invoker.cancel(invocation);
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  let last = false;
  try {
    while (!last) {
      const response = await invocation.next();
      last = statusCategory(response.command.Status ?? Status.processingFailure) !== 'pending';
      yield response;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    if (!invocation.finished) await abandon(invoker, invocation);
  }
}

async function abandon(invoker: Invoker, invocation: Invocation): Promise<void> {
  invocation.dropPending();
  invoker.cancel(invocation);
  // An association that ends meanwhile ends the request as well.
  await invocation.next().catch(() => undefined);
}
