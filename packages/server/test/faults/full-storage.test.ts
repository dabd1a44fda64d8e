import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { answersEcho, associate, store } from './archive-client.ts';
import { DataFolder } from './data-folder.ts';
import { asFile, type GeneratedInstance, generatedInstance, generatedInstances } from './generated-instances.ts';
import { ServerProcess } from './server-process.ts';
import { assertNoOrphans, assertStored, statistics } from './storage-area.ts';

const run = promisify(execFile);

/** Refused: out of resources (PS3.4 B.2.3). */
const outOfResources = 0xa700;
/** HTTP: insufficient storage (RFC 4918 11.5). */
const insufficientStorage = 507;
const mebibyte = 1024 * 1024;

/** A folder for the data on a disk of its own of this size; undefined where that cannot be had. */
async function smallDisk(t: TestContext, bytes: number): Promise<DataFolder | undefined> {
  const folder = await DataFolder.create(t);
  await mkdir(folder.data);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder.data]);
  } catch {
    return undefined;
  }
  folder.beforeRemoval(() => run('umount', [folder.data]));
  return folder;
}

/** Stores until the server refuses one; that one's status is answered with what was stored. */
async function storeUntilRefused(server: ServerProcess, instances: readonly GeneratedInstance[]) {
  const association = await associate(server.dicomPort);
  const stored: GeneratedInstance[] = [];
  for (const instance of instances) {
    const status = await store(association, instance);
    if (status !== 0) {
      await association.release();
      return { stored, refused: instance, status };
    }
    stored.push(instance);
  }
  throw new Error('All were stored');
}

function upload(server: ServerProcess, instance: GeneratedInstance): Promise<Response> {
  return server.rest('/instances', { method: 'POST', body: asFile(instance) });
}

/** The same on a full disk of every kind: refused with A700, nothing half-stored, and stored again when there is room. */
async function assertOutlivesFullDisk(
  server: ServerProcess,
  instances: readonly GeneratedInstance[],
  restart: () => Promise<ServerProcess>,
): Promise<void> {
  const { refused, status, stored } = await storeUntilRefused(server, instances);
  assert.equal(status, outOfResources);
  assert.equal((await upload(server, refused)).status, insufficientStorage);
  await assertNoOrphans(server);
  await assertStored(server, stored);
  assert.equal((await statistics(server)).CountInstances, stored.length);

  const [first] = stored;
  assert.ok(first, 'not even one fitted');
  assert.equal((await server.rest(`/instances/${first.publicId}`, { method: 'DELETE' })).status, 200);
  const association = await associate(server.dicomPort);
  assert.equal(await store(association, refused), 0x0000);
  await association.release();
  await server.end('SIGTERM');
  const restarted = await restart();
  await assertNoOrphans(restarted);
  await assertStored(restarted, [...stored.slice(1), refused]);
}

test('a full disk refuses large instances, and takes them again when there is room', async (t) => {
  const folder = await smallDisk(t, 24 * mebibyte);
  if (folder === undefined) return t.skip('a disk of its own needs the right to mount one');
  const start = () => ServerProcess.start(t, { folder });
  await assertOutlivesFullDisk(await start(), generatedInstances(40, { pixelBytes: mebibyte }), start);
});

test('a disk full of small instances refuses more, answers what it has, and is in order after a restart', async (t) => {
  const folder = await smallDisk(t, 12 * mebibyte);
  if (folder === undefined) return t.skip('a disk of its own needs the right to mount one');
  const server = await ServerProcess.start(t, { folder });
  const instances = generatedInstances(3000, { pixelBytes: 8 * 1024 });
  const { refused, status, stored } = await storeUntilRefused(server, instances);
  assert.equal(status, outOfResources);
  assert.ok(await answersEcho(server.dicomPort));
  await assertStored(server, stored);
  assert.equal((await server.rest(`/instances/${refused.publicId}`)).status, 404);
  // Another file that filled the disk goes away.
  await server.end('SIGTERM');
  await run('mount', ['-o', `remount,size=${24 * mebibyte}`, folder.data]);
  const restarted = await ServerProcess.start(t, { folder });
  await assertNoOrphans(restarted);
  await assertStored(restarted, stored);
  const association = await associate(restarted.dicomPort);
  assert.equal(await store(association, refused), 0x0000);
  await association.release();
});

test('a disk that another program fills is full for as long as that lasts', async (t) => {
  const folder = await smallDisk(t, 24 * mebibyte);
  if (folder === undefined) return t.skip('a disk of its own needs the right to mount one');
  const server = await ServerProcess.start(t, { folder });
  const filling = join(folder.data, 'filling');
  await writeFile(filling, Buffer.alloc(64 * mebibyte)).catch(() => undefined);
  const instance = generatedInstance({ number: 1, pixelBytes: mebibyte });
  const small = generatedInstance({ number: 2 });
  const association = await associate(server.dicomPort);
  assert.equal(await store(association, instance), outOfResources);
  assert.equal(await store(association, small), outOfResources);
  await rm(filling);
  assert.equal(await store(association, instance), 0x0000);
  assert.equal(await store(association, small), 0x0000);
  await association.release();
  await assertNoOrphans(server);
  await assertStored(server, [instance, small]);
});

test('a file over the size limit of the process is refused, and smaller ones are stored', async (t) => {
  if (process.platform !== 'linux') return t.skip('prlimit is a program of Linux');
  const launcher = ['prlimit', `--fsize=${4 * mebibyte}`];
  const server = await ServerProcess.start(t, { launcher });
  const large = generatedInstance({ number: 1, pixelBytes: 5 * mebibyte });
  const small = generatedInstance({ number: 2 });
  const association = await associate(server.dicomPort);
  assert.equal(await store(association, large), outOfResources);
  assert.equal(await store(association, small), 0x0000);
  await association.release();
  assert.equal((await upload(server, large)).status, insufficientStorage);
  await assertNoOrphans(server);
  await assertStored(server, [small]);
});

test('MaximumStorageSize with Reject refuses what does not fit, over DICOM and REST', async (t) => {
  const configuration = { MaximumStorageSize: 2, MaximumStorageMode: 'Reject' };
  const server = await ServerProcess.start(t, { configuration });
  const instances = generatedInstances(5, { pixelBytes: 600 * 1024 });
  const { refused, status, stored } = await storeUntilRefused(server, instances);
  assert.equal(status, outOfResources);
  assert.equal(stored.length, 3);
  assert.equal((await upload(server, refused)).status, insufficientStorage);
  await assertNoOrphans(server);
  await assertStored(server, stored);
  const [first] = stored;
  assert.equal((await server.rest(`/instances/${first?.publicId}`, { method: 'DELETE' })).status, 200);
  assert.equal((await upload(server, refused)).status, 200);
  await assertNoOrphans(server);
});

test('MaximumStorageSize with Recycle removes the patient unused for longest, never a protected one', async (t) => {
  const configuration = { MaximumStorageSize: 2, MaximumStorageMode: 'Recycle' };
  const server = await ServerProcess.start(t, { configuration });
  const ofPatient = (study: number) => generatedInstance({ number: study, study, pixelBytes: 600 * 1024 });
  const [first, second, third, fourth, fifth, sixth] = [1, 2, 3, 4, 5, 6].map(ofPatient);
  assert.ok(first && second && third && fourth && fifth && sixth);
  const association = await associate(server.dicomPort);
  for (const instance of [first, second, third]) assert.equal(await store(association, instance), 0x0000);
  await protectPatientOf(server, first, true);
  assert.equal(await store(association, fourth), 0x0000);
  await assertStored(server, [first, third, fourth]);
  assert.equal((await upload(server, fifth)).status, 200);
  await assertStored(server, [first, fourth, fifth]);
  assert.equal((await statistics(server)).CountPatients, 3);

  // Nobody is left to make room: refused, and nothing is lost.
  for (const instance of [fourth, fifth]) await protectPatientOf(server, instance, true);
  assert.equal(await store(association, sixth), outOfResources);
  assert.equal((await upload(server, sixth)).status, insufficientStorage);
  await assertStored(server, [first, fourth, fifth]);
  await protectPatientOf(server, fourth, false);
  assert.equal(await store(association, sixth), 0x0000);
  await association.release();
  await assertStored(server, [first, fifth, sixth]);
  await server.end('SIGTERM');
  await assertNoOrphans(await ServerProcess.start(t, { configuration, folder: server.folder }));
});

async function protectPatientOf(server: ServerProcess, instance: GeneratedInstance, isProtected: boolean) {
  const { ID } = (await server.json(`/instances/${instance.publicId}/patient`)) as { ID: string };
  const response = await server.rest(`/patients/${ID}/protected`, { method: 'PUT', body: isProtected ? '1' : '0' });
  assert.equal(response.status, 200);
}
