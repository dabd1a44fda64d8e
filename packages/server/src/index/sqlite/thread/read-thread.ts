import { parentPort, workerData } from 'node:worker_threads';
import { asIndexError } from '../database-errors.ts';
import { jobReadMethods } from '../job-methods.ts';
import { type DatabaseSettings, openForReading } from '../open-database.ts';
import { readMethods } from '../read-methods.ts';
import { statementReadMethods } from '../statement-methods.ts';
import { callMethod, encodeReplies, type ThreadData, type ThreadReply, threadErrorOf } from './messages.ts';
import { serveRequests } from './request-port.ts';

export type ReadThreadMethods = ReturnType<typeof readMethods> &
  ReturnType<typeof jobReadMethods> &
  ReturnType<typeof statementReadMethods>;

function start({ path, settings }: ThreadData<DatabaseSettings>): void {
  if (parentPort === null) return;
  const port = parentPort;
  const database = openForReading(path, settings);
  const methods: ReadThreadMethods = {
    ...readMethods(database),
    ...jobReadMethods(database),
    ...statementReadMethods(database),
  };
  serveRequests(
    port,
    (requests) => {
      for (const request of requests) {
        let reply: ThreadReply;
        try {
          reply = { id: request.id, answer: callMethod(methods, request) };
        } catch (error) {
          reply = { id: request.id, error: threadErrorOf(asIndexError(error)) };
        }
        port.postMessage(encodeReplies([reply]));
      }
    },
    () => database.close(),
  );
}

start(workerData);
