import { randomUUID } from 'node:crypto';
import { generateUid } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { CurrentEncoding } from '../../model/current-encoding.ts';
import { formatDateTime } from '../../model/date-time.ts';
import { type DefaultEncoding, defaultEncodings } from '../../model/default-encodings.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { readQuery } from '../contract/read-query.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { requiredLevel } from '../level-field.ts';
import { type BodyLimits, textBody } from '../request-body.ts';

export interface ToolsDeps {
  readonly encoding: CurrentEncoding;
  readonly limits: BodyLimits;
  readonly now: () => Date;
  /** Stops the server, once the request is answered. */
  readonly shutDown: () => void;
  /** Stops and starts it with the configuration as it is then. */
  readonly restart: () => void;
}

const encodingNames = Object.keys(defaultEncodings) as DefaultEncoding[];
const encodingText = { text: `One of ${encodingNames.join(', ')}` };
const uidQuery = Type.Object({
  level: Type.Optional(Type.String({ description: '`patient`, `study`, `series` or `instance`' })),
});

/** Small tools: the time, identifiers, the default encoding, stopping the server. */
export function toolRoutes(app: FastifyInstance, { encoding, limits, now, shutDown, restart }: ToolsDeps): void {
  clockRoute(app, '/tools/now', 'Tell the time in UTC', now);
  clockRoute(app, '/tools/now-local', 'Tell the time of the time zone of the server', () => localTime(now()));

  app.get(
    '/tools/generate-uid',
    {
      config: contract({
        tag: 'System',
        summary: 'Make a new identifier',
        query: uidQuery,
        answer: [{ text: 'A DICOM UID, or for a patient a UUID' }],
        otherAnswers: { 404: 'The argument `level` is missing' },
      }),
    },
    async (request, reply) => {
      const { level } = readQuery(request, uidQuery);
      if (level === undefined) return answerNothing(request, reply);
      return reply.type('text/plain').send(requiredLevel(level) === 'Patient' ? randomUUID() : generateUid());
    },
  );

  app.get(
    '/tools/default-encoding',
    {
      config: contract({
        tag: 'System',
        summary: 'Tell which character set is assumed of files that name none',
        answer: [encodingText],
      }),
    },
    async (_, reply) => reply.type('text/plain').send(encoding.name),
  );

  app.put(
    '/tools/default-encoding',
    {
      config: contract({
        tag: 'System',
        summary: 'Change which character set is assumed of files that name none, until the server ends',
        body: [encodingText],
        answer: [encodingText],
      }),
    },
    async (request, reply) => {
      encoding.name = encodingNamed(await textBody(request, limits));
      return reply.type('text/plain').send(encoding.name);
    },
  );

  app.post(
    '/tools/invalidate-tags',
    {
      config: contract({
        tag: 'System',
        summary: 'Forget tags that are kept in memory: nothing to do here, where they never are',
        answer: [{ text: 'Empty' }],
      }),
    },
    async (_, reply) => reply.type('text/plain').send(''),
  );

  endingRoute(app, '/tools/shutdown', 'Stop the server', shutDown);
  endingRoute(app, '/tools/reset', 'Start the server anew, with the configuration as it is then', restart);
}

function clockRoute(app: FastifyInstance, uri: string, summary: string, time: () => Date): void {
  app.get(
    uri,
    { config: contract({ tag: 'System', summary, answer: [{ text: '`YYYYMMDDTHHMMSS`' }] }) },
    async (_, reply) => reply.type('text/plain').send(formatDateTime(time())),
  );
}

function endingRoute(app: FastifyInstance, uri: string, summary: string, act: () => void): void {
  app.post(
    uri,
    { config: contract({ tag: 'System', summary, answer: [{ json: Type.Object({}) }] }) },
    async (_, reply) => {
      // The client hears that it was understood before the connection goes.
      reply.raw.once('finish', act);
      return {};
    },
  );
}

/** @throws IsocenterError ParameterOutOfRange */
function encodingNamed(text: string): DefaultEncoding {
  const name = encodingNames.find((known) => known.toLowerCase() === text.toLowerCase());
  if (name === undefined) {
    throw new IsocenterError('ParameterOutOfRange', `The encoding must be one of: ${encodingNames.join(', ')}`);
  }
  return name;
}

/** The instant whose UTC clock shows what the clock of this machine's time zone shows at `date`. */
function localTime(date: Date): Date {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
}
