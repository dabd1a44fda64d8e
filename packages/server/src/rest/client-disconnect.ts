import type { FastifyReply } from 'fastify';
import { IsocenterError } from '../model/isocenter-error.ts';

/** A signal that is aborted when the client goes away before it has its answer. */
export function disconnectSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) return;
    controller.abort(new IsocenterError('BadRequest', 'The client has closed the connection'));
  });
  return controller.signal;
}
