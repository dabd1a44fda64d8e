import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { associate, store } from '../../packages/server/test/faults/archive-client.ts';
import { within } from '../../packages/server/test/faults/bounded-wait.ts';
import { DataFolder } from '../../packages/server/test/faults/data-folder.ts';
import { generatedInstance } from '../../packages/server/test/faults/generated-instances.ts';
import { ServerProcess } from '../../packages/server/test/faults/server-process.ts';
import {
  dropSchema,
  newSchemaName,
  postgresIsMissing,
  postgresUri,
} from '../../packages/server/test/support/postgres.ts';
import { S3Server } from '../../packages/server/test/support/s3-server.ts';
import { compose, image, root } from './deploy-files.ts';

const limitMs = 20_000;

/** The secrets of compose.yaml, and those of each server as files of one folder. */
async function makeSecrets(t: TestContext) {
  const { path: folder } = await DataFolder.create(t);
  copyFileSync(join(root, 'deploy/compose/make-secrets.sh'), join(folder, 'make-secrets.sh'));
  execFileSync('sh', [join(folder, 'make-secrets.sh')], { stdio: 'ignore' });
  const { secrets, services } = compose();
  const read = (name: string) => readFileSync(join(folder, secrets[name]?.file ?? ''), 'utf8').trim();
  const folderOf = (server: string): string => {
    const target = join(folder, server);
    mkdirSync(target);
    for (const secret of services[server]?.secrets ?? []) {
      if (typeof secret === 'object')
        copyFileSync(join(folder, secrets[secret.source]?.file ?? ''), join(target, secret.target));
    }
    return target;
  };
  return { read, folderOf };
}

test('the servers of compose.yaml share a database and an object store, and one goes on without the other', {
  skip: postgresIsMissing,
}, async (t) => {
  const secrets = await makeSecrets(t);
  const objects = await DataFolder.create(t);
  const keys = { accessKeyId: secrets.read('s3-access-key'), secretAccessKey: secrets.read('s3-secret-key') };
  const objectStore = await S3Server.start({ root: objects.data, buckets: ['isocenter'], keys });
  objects.beforeRemoval(() => objectStore.stop());
  const schema = newSchemaName();
  t.after(() => dropSchema(schema));

  const start = (name: string) => {
    const env = {
      ...image().env,
      ...compose().services[name]?.environment,
      CREDENTIALS_DIRECTORY: secrets.folderOf(name),
      // In place of the containers of the database and the object store.
      ISOCENTER__POSTGRESQL__CONNECTION_URI: postgresUri,
      ISOCENTER__POSTGRESQL__SCHEMA: schema,
      ISOCENTER__AWS_S3_STORAGE__ENDPOINT: `http://127.0.0.1:${objectStore.port}`,
      // The test waits for it.
      ISOCENTER__DRAIN_DELAY: '1',
    };
    return ServerProcess.start(t, {
      launcher: ['env', ...Object.entries(env).map(([key, value]) => `${key}=${value}`)],
    });
  };
  const [first, second] = [await start('isocenter-1'), await start('isocenter-2')];
  const { admin } = JSON.parse(secrets.read('registered-users'));
  const headers = { authorization: `Basic ${Buffer.from(`admin:${admin}`).toString('base64')}` };

  for (const server of [first, second]) {
    assert.deepEqual(await (await server.rest('/health/ready')).json(), {
      status: 'ok',
      checks: { serving: 'ok', index: 'ok', storage: 'ok', dicom: 'ok' },
    });
    assert.equal((await server.rest('/system')).status, 401);
    for (const secret of [admin, keys.secretAccessKey, keys.accessKeyId]) assert.ok(!server.output.includes(secret));
  }

  const instance = generatedInstance({ number: 1 });
  const association = await associate(first.dicomPort);
  assert.equal(await store(association, instance), 0x0000);
  await association.release();
  first.signal('SIGTERM');
  await within(limitMs, 'the signal', first.logged('Stopping'));
  assert.equal((await first.rest('/health/ready')).status, 503);
  assert.equal((await second.rest('/health/ready')).status, 200);
  assert.deepEqual(await within(limitMs, 'the end', first.exited), { code: 0, signal: null });

  const file = await second.rest(`/instances/${instance.publicId}/file`, { headers });
  assert.equal(file.status, 200);
  const bytes = Buffer.from(await file.arrayBuffer());
  assert.deepEqual(bytes.subarray(bytes.length - instance.dataSet.length), Buffer.from(instance.dataSet));
  assert.ok(objectStore.calls.some(({ operation }) => operation === 'PutObject'));
});
