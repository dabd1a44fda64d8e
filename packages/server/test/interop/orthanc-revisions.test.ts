import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { startArchive } from '../rest/archive.ts';
import { sampleFile, upload } from '../rest/sample-instances.ts';
import { orthancIsMissing, startOrthanc } from '../support/orthanc.ts';
import { newSchemaName, postgresIsMissing, postgresUri, withClient } from '../support/postgres.ts';

/** Orthanc 1.10 keeps revisions in PostgreSQL only: by this plugin, which is here where Debian's package puts it. */
const plugin =
  process.env.ISOCENTER_TEST_ORTHANC_POSTGRESQL ?? '/usr/share/orthanc/plugins/libOrthancPostgreSQLIndex.so';

function missing(): string | false {
  if (postgresIsMissing !== false) return postgresIsMissing;
  return existsSync(plugin) ? orthancIsMissing() : 'the PostgreSQL plugin of Orthanc is not installed';
}

const settings = {
  UserMetadata: { mine: 1024, later: 4567 },
  UserContentType: { raw: 1024, report: [1025, 'application/pdf'] },
};

/** What is compared of an answer. */
interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly allow: string | undefined;
  /** Errors without their details, which are each server's own words. */
  readonly body: unknown;
}

type Ask = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) => Promise<Answer>;

const known = {
  hello0: '"0-5d41402abc4b2a76b9719d911017c592"',
  hello1: '"1-5d41402abc4b2a76b9719d911017c592"',
  world1: '"1-7d793037a0760186574b0282f2f435e7"',
} as const;

/** Requests in their order: method, path below the resource, If-Match or If-None-Match, body. */
const requests = ['metadata/mine', 'attachments/raw'].flatMap((value) =>
  [
    ['GET', value],
    ['PUT', value, undefined, 'hello'],
    ['GET', value],
    ['GET', value, known.hello0],
    ['GET', value, known.hello0.replaceAll('"', '')],
    ['GET', value, known.hello1],
    ['GET', value, 'bad'],
    ['GET', value, '*'],
    ['PUT', value, 'bad', 'world'],
    ['PUT', value, '', 'world'],
    ['PUT', value, '"1"', 'world'],
    ['PUT', value, '"-1-x"', 'world'],
    ['PUT', value, 'W/"0-x"', 'world'],
    ['PUT', value, '"0-x"', 'world'],
    ['PUT', value, known.hello1, 'world'],
    ['PUT', value, known.hello0, 'world'],
    ['PUT', value, known.hello0, 'other'],
    ['PUT', value, undefined, 'other'],
    ['GET', value],
    ['POST', value, undefined, 'other'],
    ['DELETE', value, 'bad'],
    ['DELETE', value, known.hello0],
    ['DELETE', value],
    ['DELETE', value, known.world1],
    ['DELETE', value, known.world1],
    ['DELETE', value, known.world1],
    ['PUT', value, known.world1, ''],
    ['GET', value],
  ].map(([method = '', path = '', tag, body]) => ({ method, path, tag, body })),
);

const others = [
  ...['metadata/nosuch', 'metadata/7', 'metadata/500', 'metadata/65536', 'metadata/-1', 'metadata/5000'],
  ...['attachments/nosuch', 'attachments/dicom', 'attachments/500', 'attachments/65536', 'attachments/5000'],
].flatMap((path) => [
  ...(path === 'metadata/7' ? [] : [{ method: 'GET', path, tag: undefined, body: undefined }]),
  { method: 'PUT', path, tag: undefined, body: 'hello' },
  { method: 'DELETE', path, tag: undefined, body: undefined },
]);

const details = [
  'attachments',
  'attachments?full',
  ...['size', 'compressed-size', 'md5', 'compressed-md5', 'is-compressed', 'data', 'compressed-data'].map(
    (operation) => `attachments/dicom/${operation}`,
  ),
].map((path) => ({ method: 'GET', path, tag: undefined, body: undefined }));

for (const CheckRevisions of [true, false]) {
  test(`revisions are answered as Orthanc answers them, CheckRevisions ${CheckRevisions}`, {
    skip: missing(),
  }, async (t) => {
    const peer = await askOrthanc(t, CheckRevisions);
    const ours = await askIsocenter(t, CheckRevisions);
    const { Path: instance } = await ours.stored;
    const series = `/series/${(await ours.stored).ParentSeries}`;
    for (const resource of [instance, series, '/studies/none']) {
      for (const { method, path, tag, body } of [...requests, ...others, ...details]) {
        // Orthanc 1.10 stores attachments of resources that it does not have.
        if (resource === '/studies/none' && method === 'PUT' && path.startsWith('attachments/')) continue;
        const headers = tag === undefined ? {} : { [method === 'GET' ? 'if-none-match' : 'if-match']: tag };
        const asked = [method, `${resource}/${path}`, headers, body] as const;
        assert.deepEqual(
          await ours.ask(...asked),
          await peer(...asked),
          `${method} ${resource}/${path} ${tag} ${body}`,
        );
      }
    }
  });
}

async function askOrthanc(t: TestContext, CheckRevisions: boolean): Promise<Ask> {
  const database = newSchemaName();
  await withClient((client) => client.query(`CREATE DATABASE ${database}`));
  const server = new URL(postgresUri);
  server.pathname = `/${database}`;
  const { url } = await startOrthanc(t, {
    ...settings,
    CheckRevisions,
    Plugins: [plugin],
    PostgreSQL: { EnableIndex: true, EnableStorage: false, ConnectionUri: server.href, Lock: false },
  });
  // After it has stopped: it waits for minutes for a database that is gone.
  t.after(() => withClient((client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`)));
  const stored = await fetch(`${url}/instances`, { method: 'POST', body: Uint8Array.from(sampleFile()) });
  assert.equal(stored.status, 200);
  return async (method, path, headers, body) => {
    const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
    const { headers: answered } = response;
    return answerOf(response.status, answered.get('etag'), answered.get('allow'), await response.text());
  };
}

async function askIsocenter(t: TestContext, CheckRevisions: boolean) {
  const { app } = await startArchive(t, {
    configuration: {
      CheckRevisions,
      UserMetadata: settings.UserMetadata,
      UserContentType: {
        raw: { number: 1024, mimeType: 'application/octet-stream' },
        report: { number: 1025, mimeType: 'application/pdf' },
      },
    },
  });
  const ask: Ask = async (method, path, headers, body) => {
    const response = await app.inject({
      method: method as 'GET',
      url: path,
      headers,
      ...(body !== undefined && { payload: body }),
    });
    const { allow, etag } = response.headers;
    return answerOf(response.statusCode, etag?.toString(), allow?.toString(), response.body);
  };
  return { ask, stored: upload(app) };
}

function answerOf(
  status: number,
  etag: string | null | undefined,
  allow: string | null | undefined,
  text: string,
): Answer {
  return { status, etag: etag ?? undefined, allow: allow ?? undefined, body: bodyOf(text) };
}

function bodyOf(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('Details' in json)) return json;
    const { Details: _, ...rest } = json;
    return rest;
  } catch {
    return text;
  }
}
