import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive } from './archive.ts';

test('modalities are listed by name, or with their configuration', async (t) => {
  const { app } = await startArchive(t);
  assert.deepEqual((await app.inject('/modalities')).json(), ['pacs']);
  const configuration = {
    AET: 'PACS',
    AllowEcho: true,
    AllowEventReport: true,
    AllowFind: true,
    AllowFindWorklist: true,
    AllowGet: true,
    AllowMove: true,
    AllowNAction: true,
    AllowStore: true,
    AllowTranscoding: true,
    Host: '192.0.2.1',
    LocalAet: '',
    Manufacturer: 'Generic',
    Port: 104,
    RetrieveMethod: 'SystemDefault',
    Timeout: 0,
    UseDicomTls: false,
  };
  assert.deepEqual((await app.inject('/modalities?expand')).json(), { pacs: configuration });
  assert.deepEqual((await app.inject('/modalities/pacs/configuration')).json(), configuration);
  assert.deepEqual((await app.inject('/modalities/pacs')).json(), [
    'configuration',
    'echo',
    'find',
    'find-instance',
    'find-patient',
    'find-series',
    'find-study',
    'find-worklist',
    'get',
    'move',
    'query',
    'storage-commitment',
    'store',
    'store-straight',
  ]);
  const unknown = await app.inject('/modalities/unknown/configuration');
  assert.deepEqual([unknown.statusCode, unknown.body], [404, '']);
});

test('a modality is put in either form, replaced and deleted', async (t) => {
  const { app, modalities } = await startArchive(t);
  const put = (name: string, payload: string) => app.inject({ method: 'PUT', url: `/modalities/${name}`, payload });
  const array = await put('ct-1', '["CT", "ct.example", "11112", "GE"]');
  assert.deepEqual([array.statusCode, array.body], [200, '']);
  assert.deepEqual(
    [modalities.get('ct-1')?.AET, modalities.get('ct-1')?.Port, modalities.get('ct-1')?.Manufacturer],
    ['CT', 11112, 'GE'],
  );
  const object = await put('ct-1', '{"AET": "CT2", "Host": "h", "Port": 104, "AllowMove": false, "Timeout": 5}');
  assert.equal(object.statusCode, 200);
  assert.deepEqual([modalities.get('ct-1')?.AET, modalities.get('ct-1')?.AllowMove], ['CT2', false]);
  assert.equal((await app.inject({ method: 'DELETE', url: '/modalities/ct-1' })).statusCode, 200);
  const gone = await app.inject({ method: 'DELETE', url: '/modalities/ct-1' });
  assert.deepEqual([gone.statusCode, gone.json().OrthancStatus], [404, 7]);
  assert.equal(modalities.get('ct-1'), undefined);
});

/** Modalities that are refused with 400, and leave nothing behind. */
const refusals = [
  { name: 'no spaces%20please', body: '["A", "h", 104]' },
  { name: 'm', body: '["A", "h", 0]' },
  { name: 'm', body: '["A", "h", 65535]' },
  { name: 'm', body: '["A", "h"]' },
  { name: 'm', body: '["A", "h", 104, "Unheard"]' },
  { name: 'm', body: '["AN AE TITLE TOO LONG", "h", 104]' },
  { name: 'm', body: '{"AET": "A", "Host": "h"}' },
  { name: 'm', body: '' },
  { name: 'm', body: 'null' },
  { name: 'm', body: '{' },
];

for (const { name, body } of refusals) {
  test(`PUT of ${body || 'nothing'} as ${name} is refused`, async (t) => {
    const { app, modalities } = await startArchive(t);
    const response = await app.inject({ method: 'PUT', url: `/modalities/${name}`, payload: body });
    assert.equal(response.statusCode, 400);
    assert.equal(modalities.list().length, 1);
  });
}

test('an echo answers an empty object when the modality does', async (t) => {
  const { app, echoes } = await startArchive(t);
  const echo = (payload: string, name = 'pacs') =>
    app.inject({ method: 'POST', url: `/modalities/${name}/echo`, payload });
  assert.deepEqual((await echo('')).json(), {});
  assert.deepEqual((await echo('{"CheckFind": true, "Timeout": 3, "LocalAet": "ME"}')).json(), {});
  assert.deepEqual(echoes, [
    { modality: 'pacs', options: {} },
    { modality: 'pacs', options: { checkFind: true, localAet: 'ME', timeoutSeconds: 3 } },
  ]);
  const unknown = await echo('', 'unknown');
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [404, 7]);
  await app.inject({ method: 'PUT', url: '/modalities/dead', payload: '["DEAD", "nowhere", 104]' });
  const dead = await echo('', 'dead');
  assert.deepEqual([dead.statusCode, dead.json().OrthancStatus], [500, 9]);
});
