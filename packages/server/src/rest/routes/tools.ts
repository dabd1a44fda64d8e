import { randomUUID } from 'node:crypto';
import { generateUid } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { formatDateTime } from '../../model/date-time.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { parseLevel } from '../../model/level.ts';
import { answerNothing } from '../error-answer.ts';
import { queryArguments, textArgument } from '../query-arguments.ts';

export interface ToolsDeps {
  readonly now: () => Date;
  /** Stops the server, once the request is answered. */
  readonly shutDown: () => void;
  /** Stops and starts it with the configuration as it is then. */
  readonly restart: () => void;
}

/** Small tools: the time, identifiers, stopping the server. */
export function toolRoutes(app: FastifyInstance, { now, shutDown, restart }: ToolsDeps): void {
  app.get('/tools/now', async (_, reply) => reply.type('text/plain').send(formatDateTime(now())));
  app.get('/tools/now-local', async (_, reply) => reply.type('text/plain').send(formatDateTime(localTime(now()))));

  app.get('/tools/generate-uid', async (request, reply) => {
    const text = textArgument(queryArguments(request.query), 'level');
    if (text === undefined) return answerNothing(request, reply);
    const level = parseLevel(text);
    if (level === undefined) throw new IsocenterError('ParameterOutOfRange', `Unknown level: ${text}`);
    return reply.type('text/plain').send(level === 'Patient' ? randomUUID() : generateUid());
  });

  for (const [uri, act] of [
    ['/tools/shutdown', shutDown],
    ['/tools/reset', restart],
  ] as const) {
    app.post(uri, async (_, reply) => {
      // The client hears that it was understood before the connection goes.
      reply.raw.once('finish', act);
      return {};
    });
  }
}

/** The instant whose UTC clock shows what the clock of this machine's time zone shows at `date`. */
function localTime(date: Date): Date {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
}
