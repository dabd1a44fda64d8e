import { parentPort, workerData } from 'node:worker_threads';
import { asIndexError } from '../database-errors.ts';
import { jobWriteMethods, relaxedJobMethods } from '../job-methods.ts';
import { migrate } from '../migrate.ts';
import { type DatabaseSettings, openForWriting } from '../open-database.ts';
import { relaxedStatementMethods, statementWriteMethods } from '../statement-methods.ts';
import { WriteGroup } from '../write-group.ts';
import { relaxedIndexMethods, writeMethods } from '../write-methods.ts';
import { encodeReplies, type ThreadData, type ThreadReply, threadErrorOf } from './messages.ts';
import { serveRequests } from './request-port.ts';

export type WriteThreadMethods = ReturnType<typeof writeMethods> &
  ReturnType<typeof jobWriteMethods> &
  ReturnType<typeof statementWriteMethods> & { open(request: Record<never, never>): void };

function start({ path, settings }: ThreadData<DatabaseSettings>): void {
  if (parentPort === null) return;
  const port = parentPort;
  const send = (replies: readonly ThreadReply[]) => port.postMessage(encodeReplies(replies));
  try {
    const database = openForWriting(path, settings);
    migrate(database);
    const methods: WriteThreadMethods = {
      ...writeMethods(database),
      ...jobWriteMethods(database),
      ...statementWriteMethods(database),
      open: () => undefined,
    };
    const relaxed = new Set([...relaxedJobMethods, ...relaxedIndexMethods, ...relaxedStatementMethods]);
    const group = new WriteGroup(database, methods, relaxed);
    serveRequests(
      port,
      (requests) => group.run(requests, send),
      () => database.close(),
    );
  } catch (cause) {
    // The first request, `open`, tells why.
    const error = threadErrorOf(asIndexError(cause));
    serveRequests(
      port,
      (requests) => send(requests.map(({ id }) => ({ id, error }))),
      () => undefined,
    );
  }
}

start(workerData);
