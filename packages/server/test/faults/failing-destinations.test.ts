import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { associate, moveStudy, storeAll } from './archive-client.ts';
import { within } from './bounded-wait.ts';
import { FaultyLink } from './faulty-link.ts';
import { generatedInstances } from './generated-instances.ts';
import { ScriptedDestination } from './scripted-destination.ts';
import { ServerProcess } from './server-process.ts';
import { unusedPort } from './unused-port.ts';

const timeoutSeconds = 1;
const lateMs = timeoutSeconds * 1000 + 300;

/** Statuses of C-MOVE (PS3.4 C.4.2.1.5). */
const success = 0x0000;
const someFailed = 0xb000;
const allFailed = 0xa702;

const instances = generatedInstances(3, { pixelBytes: 300 * 1024 });

interface Failure {
  readonly name: string;
  readonly status: number;
  readonly completed: number;
  /** Starts the destination and answers its port. */
  readonly start: (t: TestContext) => Promise<number>;
}

const failures: readonly Failure[] = [
  { name: 'refuses connections', status: allFailed, completed: 0, start: () => unusedPort() },
  {
    name: 'rejects associations for good',
    status: allFailed,
    completed: 0,
    start: async (t) => (await ScriptedDestination.start(t, { reject: { result: 1, source: 1, reason: 7 } })).port,
  },
  {
    name: 'rejects associations for the moment',
    status: allFailed,
    completed: 0,
    start: async (t) => (await ScriptedDestination.start(t, { reject: { result: 2, source: 3, reason: 2 } })).port,
  },
  {
    name: 'accepts no presentation context',
    status: allFailed,
    completed: 0,
    start: async (t) => (await ScriptedDestination.start(t, { accepts: false })).port,
  },
  {
    name: 'aborts in the middle of each data set',
    status: allFailed,
    completed: 0,
    start: async (t) =>
      (
        await ScriptedDestination.start(t, {
          begin: async ({ association, dataSet }) => {
            for await (const _ of dataSet) association.abort();
          },
        })
      ).port,
  },
  {
    name: 'never answers a C-STORE',
    status: allFailed,
    completed: 0,
    start: async (t) =>
      (
        await ScriptedDestination.start(t, {
          script: async ({ signal }) => {
            if (!signal.aborted) await once(signal, 'abort');
            return success;
          },
        })
      ).port,
  },
  {
    name: 'answers each C-STORE after the timeout',
    status: allFailed,
    completed: 0,
    start: async (t) =>
      (
        await ScriptedDestination.start(t, {
          script: () => new Promise((resolve) => setTimeout(() => resolve(success), lateMs)),
        })
      ).port,
  },
  {
    name: 'resets the connection in the middle of a data set',
    status: allFailed,
    completed: 0,
    start: async (t) => {
      const destination = await ScriptedDestination.start(t);
      return (await FaultyLink.listen(t, destination.port, { breakAfterBytes: 100 * 1024, how: 'reset' })).port;
    },
  },
  {
    name: 'closes the connection in the middle of the second data set',
    status: success,
    completed: 3,
    start: async (t) => {
      const destination = await ScriptedDestination.start(t);
      return (await FaultyLink.listen(t, destination.port, { breakAfterBytes: 400 * 1024, how: 'close' })).port;
    },
  },
  {
    name: 'closes the connection after each instance',
    status: success,
    completed: 3,
    start: async (t) => {
      const destination = await ScriptedDestination.start(t);
      const link = await FaultyLink.listen(t, destination.port);
      destination.script = () => {
        link.closeAfterAnswer();
        return success;
      };
      return link.port;
    },
  },
  {
    name: 'aborts the association after each instance',
    status: success,
    completed: 3,
    start: async (t) => {
      const destination = await ScriptedDestination.start(t);
      destination.answered = ({ association }) => association.abort();
      return destination.port;
    },
  },
  {
    name: 'refuses one instance of three',
    status: someFailed,
    completed: 2,
    start: async (t) =>
      (await ScriptedDestination.start(t, { script: (_, number) => (number === 2 ? 0xc000 : success) })).port,
  },
];

test('a synchronous C-MOVE ends in time with the right status and counters when its destination', {
  concurrency: true,
}, async (t) => {
  const modalities: Record<string, unknown> = {};
  for (const [index, { start }] of failures.entries()) {
    modalities[`dest${index}`] = [`DEST${index}`, '127.0.0.1', await start(t)];
  }
  const server = await ServerProcess.start(t, {
    configuration: {
      DicomScuTimeout: timeoutSeconds,
      DicomStoreRetries: 1,
      DicomStoreRetryDelay: 0,
      DicomModalities: modalities,
    },
  });
  await storeAll(server.dicomPort, instances);
  // Side by side: none may hold another one up.
  await Promise.all(
    failures.map((failure, index) => t.test(failure.name, () => assertMove(server, `DEST${index}`, failure))),
  );
  assert.deepEqual(await server.json('/jobs'), []);
});

async function assertMove(server: ServerProcess, aet: string, { completed, status }: Failure): Promise<void> {
  const association = await associate(server.dicomPort);
  const [first] = instances;
  const responses = await within(15_000, 'C-MOVE', moveStudy(association, first?.studyInstanceUid ?? '', aet));
  await association.release();

  const failed = instances.length - completed;
  const final = responses.at(-1);
  assert.deepEqual(
    { status: final?.status, completed: final?.completed, failed: final?.failed, warning: final?.warning },
    { status, completed, failed, warning: 0 },
  );
  assert.equal(final?.failedSopInstanceUids?.length ?? 0, failed);
  for (const pending of responses.slice(0, -1)) {
    const { completed: delivered = 0, failed: lost = 0, remaining = 0 } = pending;
    assert.equal(pending.status, 0xff00);
    assert.equal(delivered + lost + remaining, instances.length);
  }
}
