import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { decodeRequests, type RequestMessage, type ThreadRequest } from './messages.ts';

/**
 * Hands every request that waits at the port to `handle`, at once: what arrives while they are handled forms the next
 * group. `close` is called when the other side has sent its last request.
 */
export function serveRequests(
  port: MessagePort,
  handle: (requests: readonly ThreadRequest[]) => void,
  close: () => void,
): void {
  port.on('message', (first: RequestMessage | null) => {
    const requests: ThreadRequest[] = [];
    let closing = false;
    for (
      let message: { message: RequestMessage | null } | undefined = { message: first };
      message !== undefined;
      message = receiveMessageOnPort(port)
    ) {
      if (message.message === null) closing = true;
      else for (const request of decodeRequests(message.message)) requests.push(request);
    }
    if (requests.length > 0) handle(requests);
    if (!closing) return;
    close();
    port.close();
  });
}
