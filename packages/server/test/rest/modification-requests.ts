import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type DataSet, parseDataSet, parseFileHeader, Tags } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { type Archive, type ArchiveOptions, startArchive } from './archive.ts';

export const unknownId = '00000000-11111111-22222222-33333333-44444444';
export const keepAll = ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'];

export function post(app: FastifyInstance, url: string, payload: object | string = {}) {
  return app.inject({ method: 'POST', url, payload });
}

export async function get(app: FastifyInstance, url: string) {
  const response = await app.inject({ method: 'GET', url });
  assert.equal(response.statusCode, 200, `${url} ${response.body}`);
  return response.json();
}

/** The answer, which must be a success. */
export async function done(app: FastifyInstance, url: string, payload: object = {}) {
  const response = await post(app, url, payload);
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
}

export async function refused(app: FastifyInstance, url: string, payload: object | string, expected: [number, number]) {
  const response = await post(app, url, payload);
  assert.deepEqual([response.statusCode, response.json().OrthancStatus], expected, `${url} ${JSON.stringify(payload)}`);
}

export function readFile(bytes: Buffer): DataSet {
  const header = parseFileHeader(bytes, { complete: true });
  assert.ok(header !== 'need more');
  assert.equal(header.fileMeta?.text(0x0002_0003), parsed(bytes, header).text(Tags.SOPInstanceUID));
  return parsed(bytes, header);
}

function parsed(bytes: Buffer, header: Exclude<ReturnType<typeof parseFileHeader>, 'need more'>): DataSet {
  return parseDataSet(bytes.subarray(header.dataSetOffset), header.transferSyntax);
}

export async function fileOf(app: FastifyInstance, instance: string): Promise<DataSet> {
  return readFile((await app.inject({ method: 'GET', url: `/instances/${instance}/file` })).rawPayload);
}

export function overwriting(t: TestContext, options: ArchiveOptions['configuration'] = {}): Promise<Archive> {
  return startArchive(t, { configuration: { OverwriteInstances: 'Always', ...options } });
}

/** A job of the background, once it has ended. */
export async function ended(app: FastifyInstance, path: string) {
  for (;;) {
    const job = await get(app, path);
    if (job.State === 'Success' || job.State === 'Failure') return job;
    await setImmediate();
  }
}
