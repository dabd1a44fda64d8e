import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { associate, store } from '../../packages/server/test/faults/archive-client.ts';
import { within } from '../../packages/server/test/faults/bounded-wait.ts';
import { DataFolder } from '../../packages/server/test/faults/data-folder.ts';
import { generatedInstance } from '../../packages/server/test/faults/generated-instances.ts';
import { ServerProcess } from '../../packages/server/test/faults/server-process.ts';
import { unusedPort } from '../../packages/server/test/faults/unused-port.ts';
import { textOf } from './deploy-files.ts';

const program = ['haproxy', '/usr/sbin/haproxy'].find((name) => spawnSync(name, ['-v']).status === 0);
const skip = program === undefined && 'no haproxy';
const limitMs = 30_000;

/** The proxy of compose.yaml in front of servers of this machine. */
class RunningProxy {
  readonly dicomPort: number;
  readonly httpPort: number;
  readonly log: string[] = [];
  readonly #listeners = new Set<() => void>();

  private constructor(dicomPort: number, httpPort: number) {
    this.dicomPort = dicomPort;
    this.httpPort = httpPort;
  }

  static async start(t: TestContext, servers: readonly ServerProcess[]): Promise<RunningProxy> {
    const proxy = new RunningProxy(await unusedPort(), await unusedPort());
    const configuration = textOf('deploy/compose/haproxy.cfg')
      .replaceAll(
        /isocenter-(\d):4242 port 8042/g,
        (_, n) => `127.0.0.1:${servers[n - 1]?.dicomPort} port ${servers[n - 1]?.httpPort}`,
      )
      .replaceAll(/isocenter-(\d):8042/g, (_, n) => `127.0.0.1:${servers[n - 1]?.httpPort}`)
      .replace('bind :4242', `bind 127.0.0.1:${proxy.dicomPort}`)
      .replace('bind :8042', `bind 127.0.0.1:${proxy.httpPort}`)
      .replace('stdout format raw local0 notice', 'stdout format raw local0 info');
    const folder = await DataFolder.create(t);
    const file = join(folder.path, 'haproxy.cfg');
    await writeFile(file, configuration);
    const child = spawn(program ?? '', ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'exit');
    folder.beforeRemoval(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        proxy.log.push(line);
        for (const listener of proxy.#listeners) listener();
      });
    }
    return proxy;
  }

  /** Resolves when a line of the log matches. */
  async logged(pattern: RegExp): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (this.log.some((line) => pattern.test(line))) resolve();
    };
    this.#listeners.add(look);
    look();
    await within(limitMs, `${pattern} in the log of the proxy`, promise);
  }

  /** The names of the servers that answer requests one after the other. */
  async names(requests: number): Promise<readonly string[]> {
    const names: string[] = [];
    for (let request = 0; request < requests; request++) {
      const response = await fetch(`http://127.0.0.1:${this.httpPort}/system`, { headers: { connection: 'close' } });
      assert.equal(response.status, 200);
      names.push(((await response.json()) as { Name: string }).Name);
    }
    return names;
  }
}

test('the proxy spreads work over servers that are ready, and none is lost when one drains', { skip }, async (t) => {
  const configuration = { DrainDelay: 3600, ShutdownGrace: 3600 };
  const [first, second] = await Promise.all(
    ['first', 'second'].map((Name) => ServerProcess.start(t, { configuration: { ...configuration, Name } })),
  );
  assert.ok(first !== undefined && second !== undefined);
  const proxy = await RunningProxy.start(t, [first, second]);
  for (const backend of ['http', 'dicom']) {
    for (const number of [1, 2]) {
      await proxy.logged(new RegExp(`server isocenter-${backend}/isocenter-${number} succeeded`));
    }
  }
  assert.deepEqual(new Set(await proxy.names(8)), new Set(['first', 'second']));

  const associations = await Promise.all([associate(proxy.dicomPort), associate(proxy.dicomPort)]);
  first.signal('SIGTERM');
  await proxy.logged(/isocenter-http\/isocenter-1 is DOWN/);
  await proxy.logged(/isocenter-dicom\/isocenter-1 is DOWN/);
  assert.deepEqual(new Set(await proxy.names(8)), new Set(['second']));
  // What was there goes on, on both of them.
  for (const [number, association] of associations.entries()) {
    assert.equal(await store(association, generatedInstance({ number })), 0x0000);
    await association.release();
  }
  const counts = await Promise.all(
    [first, second].map(
      async (server) => ((await server.json('/statistics')) as { CountInstances: number }).CountInstances,
    ),
  );
  assert.deepEqual(counts, [1, 1]);
  for (const number of [11, 12, 13]) {
    const association = await associate(proxy.dicomPort);
    assert.equal(await store(association, generatedInstance({ number })), 0x0000);
    await association.release();
  }
  assert.equal(((await second.json('/statistics')) as { CountInstances: number }).CountInstances, 4);
});
