import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticator.ts';
import type { Configuration } from '../config/options.ts';
import type { Hook } from '../hooks/hook.ts';
import type { HttpRequestFacts } from '../hooks/hooks.ts';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type AccessConfiguration, guardAccess } from './client-access.ts';
import { compressAnswers } from './compressed-answer.ts';
import { passOverContentTypes } from './content-type.ts';
import { allowOrigins } from './cross-origin.ts';
import { answerError, errorToAnswer } from './error-answer.ts';
import { chooseDocumentForm } from './json-answer.ts';
import { overrideMethod } from './method-override.ts';
import { filterRequests, waitForCallbacks } from './request-filter.ts';
import { observeRequests } from './request-observation.ts';
import { pathOf } from './request-path.ts';
import { RouteTable } from './route-table.ts';
import { excuseSilenceWhileWorking } from './silence-timeout.ts';
import { hearClientsOut } from './unread-body.ts';

export type RestAppConfiguration = AccessConfiguration &
  Pick<
    Configuration,
    'HttpAllowedOrigins' | 'HttpCompressionEnabled' | 'HttpDescribeErrors' | 'HttpRequestTimeout' | 'KeepAlive'
  >;

export interface RestAppOptions {
  readonly configuration: RestAppConfiguration;
  readonly authenticator: Pick<Authenticator, 'authenticate'>;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'httpRequestBegins' | 'httpRequestEnds'>;
  /** Decides which requests are answered. */
  readonly filter?: Hook<HttpRequestFacts, boolean>;
  /** The callback of an event that runs at the moment. */
  readonly runningCallback?: () => Promise<void> | undefined;
}

/** The longest part of a URI that stands for a parameter, characters. */
const maxParameterChars = 256;

/**
 * What every route of the REST API shares, without a route: access, method override, answers to errors, unknown URIs
 * and wrong methods, the form of documents. Bodies are left to the routes, which read them as streams.
 */
export function createRestApp({
  configuration,
  authenticator,
  filter,
  logger,
  metrics,
  runningCallback,
}: RestAppOptions): FastifyInstance {
  const routes = new RouteTable();
  const describe = { describe: configuration.HttpDescribeErrors };
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const told = errorToAnswer(error);
    if (told.httpStatus >= 500) {
      const fields = { method: request.method, path: pathOf(request.raw.url), error };
      // What a remote peer or a job did is no fault of this server.
      if (error instanceof IsocenterError) logger.warn('HTTP request failed', fields);
      else logger.error('HTTP request failed', fields);
    }
    return answerError(told, request, reply, describe);
  };
  const app = Fastify({
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: maxParameterChars },
    rewriteUrl: overrideMethod,
    frameworkErrors: (_, request, reply) => {
      answer(
        new IsocenterError('UriSyntax', 'The URI cannot be decoded'),
        request as FastifyRequest,
        reply as FastifyReply,
      );
    },
  });

  app.addHook('onRoute', ({ url, method }) => routes.add(url, method));
  app.addHook('onRequest', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    if (!configuration.KeepAlive) reply.header('connection', 'close');
  });
  passOverContentTypes(app);
  hearClientsOut(app);
  observeRequests(app, logger, metrics);
  allowOrigins(app, configuration.HttpAllowedOrigins ?? []);
  guardAccess(app, configuration, authenticator);
  if (filter !== undefined) filterRequests(app, filter);
  if (runningCallback !== undefined) waitForCallbacks(app, runningCallback);
  excuseSilenceWhileWorking(app, configuration.HttpRequestTimeout * 1000);
  app.addHook('preSerialization', async (request, reply, payload) => {
    chooseDocumentForm(request, reply);
    return payload;
  });
  if (configuration.HttpCompressionEnabled) compressAnswers(app);

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_, __, done) => done(null));
  app.setErrorHandler(answer);
  app.setNotFoundHandler((request, reply) => {
    if (!servedMethods.has(request.method)) {
      return reply.code(unknownMethods.has(request.method) ? 400 : 404).send();
    }
    const methods = routes.methodsOf(request.raw.url);
    if (methods.length > 0) return reply.code(405).header('allow', methods.join(',')).send();
    return answer(new IsocenterError('UnknownResource', ''), request, reply);
  });
  return app;
}

const servedMethods: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE']);
/** Verbs that the peer takes for malformed requests; it serves others (HEAD, PROPFIND …) below /webdav/ only. */
const unknownMethods: ReadonlySet<string> = new Set(['PATCH', 'TRACE', 'QUERY']);
