import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startArchive } from '../rest/archive.ts';
import { orthancIsMissing, startOrthanc } from '../support/orthanc.ts';

const samples = new URL('../../../../../shared/samples/', import.meta.url);
const names = (await readdir(samples).catch(() => [])).filter((name) => name.endsWith('.dcm'));
const skip = names.length === 0 ? 'there are no sample files' : orthancIsMissing();

/** What is compared of an answer: JSON as such, bytes as base64. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

type Ask = (path: string) => Promise<Answer>;

function answerOf(status: number, type: string, body: Buffer): Answer {
  const isJson = status === 200 && type.startsWith('application/json');
  if (status !== 200) return { status, type: '', body: undefined };
  return {
    status,
    type: type.split(';')[0] ?? '',
    body: isJson ? JSON.parse(body.toString()) : body.toString('base64'),
  };
}

/** Below an instance: what both answer from the file alone. */
const ofInstance = ['content', 'frames', 'content/0008-0018', 'content/0028-0010', 'content/7fe0-0010', 'module?short'];
/** Frames as they are stored, and pixels of native grey and RGB frames. */
const ofNative = ['frames/0/raw', 'numpy', 'frames/0/numpy?rescale=0', 'frames/99/numpy'];

/**
 * Tags without what differs on purpose: private ones, which DCMTK has a dictionary of, values that are tags (Orthanc 1.10
 * shows the first one), decimals of binary floats, blanks that mean nothing, padding at the end of the file.
 */
function comparable(tags: unknown): unknown {
  const entries = Object.entries(tags as Record<string, { Name: string; Type: string; Value: unknown }>);
  return entries
    .filter(([key]) => Number.parseInt(key.slice(3, 4), 16) % 2 === 0 && key !== '0028,0009' && key !== 'fffc,fffc')
    .filter(([, { Value }]) => !(typeof Value === 'string' && /\d\.\d{6}|^ | $/.test(Value)))
    .map(([key, { Name, Type, Value }]) => [key, Name, Type, Type === 'Sequence' ? undefined : Value]);
}

test('instances are answered as Orthanc answers them', { skip, timeout: 300_000 }, async (t) => {
  const orthanc = await startOrthanc(t, { DefaultEncoding: 'Latin1' });
  const { app } = await startArchive(t);
  const theirs: Ask = async (path) => {
    const response = await fetch(`${orthanc.url}${path}`);
    const body = Buffer.from(await response.arrayBuffer());
    return answerOf(response.status, response.headers.get('content-type') ?? '', body);
  };
  const ours: Ask = async (path) => {
    const { headers, rawPayload, statusCode } = await app.inject(path);
    return answerOf(statusCode, String(headers['content-type'] ?? ''), rawPayload);
  };
  let compared = 0;
  for (const name of names) {
    const file = await readFile(new URL(name, samples));
    const stored = await fetch(`${orthanc.url}/instances`, { method: 'POST', body: file });
    const here = await app.inject({ method: 'POST', url: '/instances', payload: file });
    // Several files may be one instance in different syntaxes: the first one that comes is it.
    if (stored.status !== 200 || here.statusCode !== 200 || here.json().Status !== 'Success') continue;
    const { ID, ParentSeries } = here.json();
    compared += 1;
    const root = `/instances/${ID}`;
    for (const path of ofInstance) {
      assert.deepEqual(await ours(`${root}/${path}`), await theirs(`${root}/${path}`), `${name} ${path}`);
    }
    const [tags, theirTags] = [await ours(`${root}/tags`), await theirs(`${root}/tags`)];
    assert.deepEqual(comparable(tags.body), comparable(theirTags.body), name);
    const numpy = await ours(`${root}/numpy`);
    for (const path of numpy.status === 200 ? ofNative : []) {
      const [own, their] = [await ours(`${root}/${path}`), await theirs(`${root}/${path}`)];
      assert.deepEqual([own.status, own.type], [their.status, their.type], `${name} ${path}`);
      // The header of NumPy is a Python literal, which blanks may stand in.
      const from = path.includes('numpy') ? 128 : 0;
      const pixels = ({ body }: Answer) => Buffer.from(String(body), 'base64').subarray(from);
      assert.ok(pixels(own).equals(pixels(their)), `${name} ${path}`);
    }
    const slices = `/series/${ParentSeries}/ordered-slices`;
    assert.deepEqual(await ours(slices), await theirs(slices), name);
  }
  assert.ok(compared > 20, `${compared} files were compared`);
});
