import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type Archive, startArchive } from './archive.ts';
import { databases } from './databases.ts';
import { upload } from './sample-instances.ts';

interface Shown {
  readonly ID: string;
  readonly Type: string;
  readonly Metadata?: object;
}

async function post(app: FastifyInstance, url: string, payload: object) {
  const response = await app.inject({ method: 'POST', url, payload });
  return { status: response.statusCode, body: response.body, json: () => response.json() };
}

async function content(app: FastifyInstance, payload: object): Promise<readonly Shown[]> {
  const { status, json } = await post(app, '/tools/bulk-content', payload);
  assert.equal(status, 200);
  return json();
}

const idsOf = (shown: readonly Shown[]) => shown.map(({ ID }) => ID);

/** Two studies of one patient, the first with two series; one study of another patient. */
async function fill({ app }: Archive) {
  return {
    a: await upload(app, { study: 1, series: 1 }),
    b: await upload(app, { study: 1, series: 2 }),
    c: await upload(app, { study: 2, series: 1 }),
    other: await upload(app, { study: 3, series: 1, patientId: 'P2' }),
  };
}

for (const { name, openIndex } of databases) {
  describe(`many resources at once, ${name}`, () => {
    test('are shown in the order of their ids, as often as they are named, whatever their levels', async (t) => {
      const archive = await startArchive(t, { openIndex });
      const { a, c } = await fill(archive);
      const named = [a.ID, c.ParentPatient, c.ParentStudy, a.ID, a.ParentSeries];
      archive.calls.length = 0;
      const shown = await content(archive.app, { Resources: [...named.slice(0, 2), 'unknown', ...named.slice(2)] });
      assert.deepEqual(idsOf(shown), named);
      assert.deepEqual(
        shown.map(({ Type }) => Type),
        ['Instance', 'Patient', 'Study', 'Instance', 'Series'],
      );
      assert.ok(archive.calls.length <= 4, `${archive.calls}`);
    });

    test('are those of a level that are related to the named ones, each once', async (t) => {
      const archive = await startArchive(t, { openIndex });
      const { a, b, c, other } = await fill(archive);
      const related = async (Level: string, ...Resources: string[]) =>
        idsOf(await content(archive.app, { Resources, Level }));
      assert.deepEqual(await related('Patient', a.ID, b.ID, c.ParentSeries, a.ParentPatient), [a.ParentPatient]);
      assert.deepEqual(await related('Study', a.ParentPatient), [a.ParentStudy, c.ParentStudy].sort());
      assert.deepEqual(
        await related('Series', a.ParentStudy, other.ID),
        [a.ParentSeries, b.ParentSeries, other.ParentSeries].sort(),
      );
      assert.deepEqual(await related('instances', a.ParentStudy, a.ID), [a.ID, b.ID].sort());
      assert.deepEqual(await related('Study', 'unknown'), []);
    });

    test('are more than are looked up at a time', async (t) => {
      const archive = await startArchive(t, { openIndex });
      const { a, c } = await fill(archive);
      const Resources = Array.from({ length: 1200 }, (_, number) => (number % 2 === 0 ? a.ID : c.ID));
      assert.deepEqual(idsOf(await content(archive.app, { Resources })), Resources);
      assert.deepEqual(
        idsOf(await content(archive.app, { Resources, Level: 'Study' })),
        [a.ParentStudy, c.ParentStudy].sort(),
      );
    });

    test('have their metadata unless that is declined, and tags in the format asked for', async (t) => {
      const archive = await startArchive(t, { openIndex });
      const { a } = await fill(archive);
      const [plain] = await content(archive.app, { Resources: [a.ParentPatient] });
      assert.deepEqual(Object.keys(plain?.Metadata ?? {}).sort(), ['LastUpdate', 'MainDicomTagsSignature']);
      const [short] = await content(archive.app, { Resources: [a.ParentPatient], Metadata: false, Short: true });
      assert.equal(short?.Metadata, undefined);
      assert.deepEqual(Reflect.get(short ?? {}, 'MainDicomTags'), { '0010,0010': 'Doe^Jane', '0010,0020': 'P1' });
    });

    test('are deleted with what is below them; what is not there counts as deleted', async (t) => {
      const archive = await startArchive(t, { openIndex });
      const { a, b, c, other } = await fill(archive);
      const Resources = [a.ParentSeries, a.ID, 'unknown', { ID: other.ParentPatient, Level: 'patient' }, c.ID];
      const { status, body } = await post(archive.app, '/tools/bulk-delete', { Resources });
      assert.deepEqual([status, body], [200, '']);
      assert.deepEqual((await archive.app.inject('/instances')).json(), [b.ID]);
      assert.deepEqual((await archive.app.inject('/studies')).json(), [b.ParentStudy]);
      const deleted = archive.events.filter(({ type }) => type === 'Deleted').length;
      assert.equal(deleted, 2 + 3 + 4, 'series and instance; study, series and instance; patient and all below');
      await archive.settle();
      const changes = (await archive.app.inject('/changes')).json().Changes;
      assert.deepEqual(
        changes.map(({ ChangeType }: { ChangeType: string }) => ChangeType),
        ['NewStudy', 'NewPatient', 'NewInstance', 'NewSeries'],
      );
    });

    test('are counted as a search finds them, without its limits', async (t) => {
      const archive = await startArchive(t, { openIndex, configuration: { LimitFindResults: 1 } });
      const { a } = await fill(archive);
      const count = async (payload: object) => (await post(archive.app, '/tools/count-resources', payload)).json();
      assert.deepEqual(await count({ Level: 'Study', Query: {} }), { Count: 3 });
      assert.deepEqual(await count({ Level: 'Study', Query: { PatientID: 'p1' } }), { Count: 2 });
      assert.deepEqual(await count({ Level: 'Series', Query: { PatientName: 'doe*' }, ParentStudy: a.ParentStudy }), {
        Count: 2,
      });
      assert.deepEqual(await count({ Level: 'Study', Query: { ModalitiesInStudy: 'CT' } }), { Count: 0 });
      assert.deepEqual(await count({ Level: 'Study', Query: { Modality: 'MR' } }), { Count: 0 });
      assert.deepEqual(
        await count({ Level: 'Study', Query: {}, Labels: ['x'], LabelsConstraint: 'None', Since: 2, Limit: 1 }),
        { Count: 3 },
      );
    });
  });
}

/** Bodies that make no sense: HTTP status and OrthancStatus. */
const refusals = [
  { url: '/tools/bulk-content', body: {}, status: 400, code: 8 },
  { url: '/tools/bulk-content', body: [], status: 400, code: 8 },
  { url: '/tools/bulk-content', body: { Resources: 'x' }, status: 400, code: 8 },
  { url: '/tools/bulk-content', body: { Resources: [1] }, status: 400, code: 8 },
  { url: '/tools/bulk-content', body: { Resources: [], Level: 'Room' }, status: 400, code: 3 },
  { url: '/tools/bulk-content', body: { Resources: [], Metadata: 3 }, status: 400, code: 8 },
  { url: '/tools/bulk-delete', body: { Resources: [5] }, status: 400, code: 8 },
  { url: '/tools/bulk-delete', body: { Resources: [{ ID: 'x' }] }, status: 400, code: 8 },
  { url: '/tools/bulk-delete', body: { Resources: [{ ID: 'x', Level: 'Room' }] }, status: 400, code: 3 },
  { url: '/tools/count-resources', body: { Query: {} }, status: 400, code: 8 },
  { url: '/tools/count-resources', body: { Level: 'Study', Query: {}, CaseSensitive: true }, status: 400, code: 8 },
  { url: '/tools/count-resources', body: { Level: 'Study', Query: { Rows: '2' } }, status: 400, code: 8 },
] as const;

test('a request for many resources that makes no sense is refused, and nothing is deleted', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  for (const { url, body, status, code } of refusals) {
    const response = await app.inject({ method: 'POST', url, payload: body });
    assert.deepEqual(
      [response.statusCode, response.json().OrthancStatus],
      [status, code],
      JSON.stringify({ url, body }),
    );
  }
  const half = await post(app, '/tools/bulk-delete', { Resources: [ID, 5] });
  assert.equal(half.status, 400);
  assert.equal((await app.inject(`/instances/${ID}`)).statusCode, 200);
});

test('a read-only server deletes nothing', async (t) => {
  const { app } = await startArchive(t, { configuration: { ReadOnly: true } });
  assert.equal((await post(app, '/tools/bulk-delete', { Resources: [] })).status, 404);
});
