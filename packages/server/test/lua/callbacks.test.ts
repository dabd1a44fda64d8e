import assert from 'node:assert/strict';
import { test } from 'node:test';
import { associate, keys, store, studyRootFind } from '../faults/archive-client.ts';
import { generatedInstance } from '../faults/generated-instances.ts';
import { modalityAt } from '../peers/running-isocenter.ts';
import { sampleFile, uids } from '../rest/sample-instances.ts';
import { noted, noting, startScripted } from './lua-client.ts';

test('OnStoredInstance gets the tags, the metadata and the origin of what came over HTTP', async (t) => {
  const server = await startScripted(t);
  await server.run(noting('OnStoredInstance'));
  const { ID } = await server.rest.post('/instances', sampleFile());
  const [call] = await noted(server, 1);
  assert.ok(Array.isArray(call));
  const [name, id, tags, metadata, origin] = call;
  assert.equal(name, 'OnStoredInstance');
  assert.equal(id, ID);
  assert.equal(tags.PatientName, 'Doe^Jane');
  assert.equal(tags.Rows, '2');
  assert.equal(metadata.Origin, 'RestApi');
  assert.deepEqual(origin, { RequestOrigin: 'RestApi', RemoteIp: '127.0.0.1', Username: '' });
});

test('OnStoredInstance gets the origin of what came by C-STORE', async (t) => {
  const server = await startScripted(t);
  await server.run(noting('OnStoredInstance'));
  const association = await associate(server.dicomPort);
  assert.equal(await store(association, generatedInstance({ number: 1 })), 0);
  await association.release();
  const [call] = await noted(server, 1);
  assert.ok(Array.isArray(call));
  assert.deepEqual(call[4], {
    RequestOrigin: 'DicomProtocol',
    RemoteIp: '127.0.0.1',
    RemoteAet: 'FAULTS',
    CalledAet: 'ISOCENTER',
  });
});

test('callbacks are told what is stable, updated and deleted, in the arguments of the peer', async (t) => {
  const server = await startScripted(t);
  await server.run(noting('OnStablePatient', 'OnStableStudy', 'OnStableSeries', 'OnUpdatedStudy'));
  const { ParentPatient, ParentSeries, ParentStudy } = await server.rest.post('/instances', sampleFile());
  const calls = await noted(server, 3);
  const byName = new Map(calls.map((call) => (Array.isArray(call) ? [call[0], call.slice(1)] : ['', []])));
  assert.deepEqual([...byName.keys()].toSorted(), ['OnStablePatient', 'OnStableSeries', 'OnStableStudy']);
  const [id, tags, metadata] = byName.get('OnStableStudy') ?? [];
  assert.equal(id, ParentStudy);
  assert.equal(tags.StudyDescription, 'Study 1');
  assert.equal(tags.PatientName, undefined);
  assert.match(metadata.LastUpdate, /^\d{8}T\d{6}$/);
  assert.equal(byName.get('OnStableSeries')?.[0], ParentSeries);
  assert.equal(byName.get('OnStablePatient')?.[0], ParentPatient);

  await server.run('noted = {}');
  await server.rest.put(`/studies/${ParentStudy}/metadata/1024`, 'x');
  assert.deepEqual(await noted(server, 1), [['OnUpdatedStudy', ParentStudy]]);

  await server.run(noting('OnDeletedPatient', 'OnDeletedInstance'));
  await server.rest.delete(`/patients/${ParentPatient}`);
  const deleted = await noted(server, 2);
  assert.deepEqual(deleted.map((call) => (Array.isArray(call) ? call[0] : '')).toSorted(), [
    'OnDeletedInstance',
    'OnDeletedPatient',
  ]);
});

test('OnHeartBeat comes again and again', async (t) => {
  const server = await startScripted(t, { LuaHeartBeatPeriod: 1 });
  await server.run(noting('OnHeartBeat'));
  assert.deepEqual((await noted(server, 2)).slice(0, 2), [['OnHeartBeat'], ['OnHeartBeat']]);
});

test('ReceivedInstanceFilter decides what is stored, without its sender knowing', async (t) => {
  const server = await startScripted(t);
  await server.run(`
    function ReceivedInstanceFilter(dicom, origin, info)
      seen = DumpJson({ dicom.PatientID, origin.RequestOrigin, info.TransferSyntaxUID, info.HasPixelData }, true)
      if dicom.PatientID == 'FAIL' then error('boom') end
      if dicom.PatientID == 'NIL' then return nil end
      return dicom.PatientID == 'P1'
    end`);
  const answer = async (patientId: string) => {
    const response = await fetch(`${server.rest.url}/instances`, { method: 'POST', body: sampleFile({ patientId }) });
    return { status: response.status, ...JSON.parse(await response.text()) };
  };
  const kept = await answer('P1');
  assert.equal(kept.Status, 'Success');
  assert.equal(await server.run('print(seen)'), '["P1","RestApi","1.2.840.10008.1.2.1",true]\n');
  const dropped = await answer('P2');
  assert.deepEqual([dropped.status, dropped.Status], [200, 'FilteredOut']);
  assert.match(dropped.ID, /^[0-9a-f]{8}(-[0-9a-f]{8}){4}$/);
  const failed = await answer('FAIL');
  assert.deepEqual([failed.status, failed.OrthancStatus, failed.Details], [500, 2031, '[string "line"]:4: boom']);
  const noPredicate = await answer('NIL');
  assert.deepEqual([noPredicate.status, noPredicate.OrthancStatus], [500, 2034]);
  assert.deepEqual(await server.rest.ids('/instances'), [kept.ID]);
});

test('the filters of C-STORE: success for what is dropped, A700 where the script fails, else the status it answers', async (t) => {
  const server = await startScripted(t);
  const association = await associate(server.dicomPort);
  const filters: readonly (readonly [script: string, status: number])[] = [
    ['function ReceivedInstanceFilter() return false end', 0x0000],
    ['function ReceivedInstanceFilter() error("boom") end', 0xa700],
    ['function ReceivedInstanceFilter() return "yes" end', 0xa700],
    ['ReceivedInstanceFilter = nil function ReceivedCStoreInstanceFilter() return 0xb006 end', 0xb006],
    ['function ReceivedCStoreInstanceFilter() return nil end', 0xa700],
  ];
  for (const [script, status] of filters) {
    await server.run(script);
    assert.equal(await store(association, generatedInstance({ number: 1 })), status, script);
  }
  assert.deepEqual(await server.rest.ids('/instances'), []);
  await server.run('function ReceivedCStoreInstanceFilter() return 0 end');
  assert.equal(await store(association, generatedInstance({ number: 1 })), 0);
  await association.release();
  assert.equal((await server.rest.ids('/instances')).length, 1);
});

test('IncomingHttpRequestFilter refuses requests with 403, and answers 500 where it fails', async (t) => {
  const server = await startScripted(t);
  await server.run(`
    function IncomingHttpRequestFilter(method, uri, ip, username, headers)
      if uri == '/statistics' then error('boom') end
      if uri == '/changes' then return nil end
      return not (method == 'GET' and uri == '/system' and ip == '127.0.0.1' and headers['x-secret'] ~= 'open')
    end`);
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${server.rest.url}${path}`, { headers })).status;
  assert.equal(await status('/system'), 403);
  assert.equal(await status('/system', { 'X-Secret': 'open' }), 200);
  assert.equal(await status('/patients'), 200);
  assert.equal(await status('/statistics'), 500);
  assert.equal(await status('/changes'), 500);
  // What scripts ask for themselves is theirs to ask.
  assert.equal(await server.run('print(ParseJson(RestApiGet("/system")).Name)'), 'Isocenter\n');
});

test('IncomingFindRequestFilter changes what is asked', async (t) => {
  const server = await startScripted(t);
  await server.rest.post('/instances', sampleFile({ patientId: 'P1', study: 1 }));
  await server.rest.post('/instances', sampleFile({ patientId: 'P2', study: 2 }));
  await server.run(`
    function IncomingFindRequestFilter(source, origin)
      asked = DumpJson({ source['0008,0052'], source['0010,0020'], origin.RemoteAet, origin.CalledAet }, true)
      if source['0010,0020'] == 'FAIL' then error('boom') end
      source['0010,0020'] = 'P2'
      return source
    end`);
  const find = async (patientId: string) => {
    const association = await associate(server.dicomPort);
    const identifier = keys({
      '0008,0052': ['CS', 'STUDY'],
      '0010,0020': ['LT', patientId],
      '0020,000d': ['UI', ''],
    });
    const statuses: number[] = [];
    const answers: string[] = [];
    for await (const response of association.find({ sopClassUid: studyRootFind, identifier })) {
      statuses.push(response.status);
      if (response.identifier !== undefined) answers.push(Buffer.from(response.identifier).toString('latin1'));
    }
    await association.release();
    return { statuses, answers };
  };
  const { answers, statuses } = await find('P1');
  assert.equal(await server.run('print(asked)'), '["STUDY","P1","FAULTS","ISOCENTER"]\n');
  assert.deepEqual(statuses, [0xff00, 0]);
  assert.ok(answers[0]?.includes(uids.study(2)));
  assert.deepEqual((await find('FAIL')).statuses, [0xc000]);
});

test('what a callback asks for is done with the instance, one after another', async (t) => {
  const destination = await startScripted(t, { DicomAet: 'DEST' });
  const source = await startScripted(t, { DicomModalities: { dest: modalityAt('DEST', destination.dicomPort) } });
  await source.run(`
    function OnStoredInstance(id, tags)
      if tags.PatientID == 'P1' then Delete(SendToModality(id, 'dest', 'LUA')) else Delete(id) end
    end`);
  const { ID } = await source.rest.post('/instances', sampleFile({ patientId: 'P1' }));
  await source.rest.post('/instances', sampleFile({ patientId: 'P2', study: 2 }));
  await source.rest.settled('/statistics', ({ CountInstances }) => CountInstances === 0);
  assert.deepEqual(await destination.rest.ids('/instances'), [ID]);
  const aet = (await destination.rest.bytes(`/instances/${ID}/metadata/RemoteAET`)).toString();
  assert.equal(aet, 'LUA');
  const jobs = await source.rest.ids('/jobs');
  const job: { Type: string; Content: object } = Object(await source.rest.json(`/jobs/${jobs[0]}`));
  assert.equal(job.Type, 'SequenceOfOperations');
  assert.deepEqual(Object.keys(job.Content).toSorted(), ['CountOperations', 'Description']);
});

test('SendToPeer sends all instances below a resource', async (t) => {
  const destination = await startScripted(t);
  const source = await startScripted(t, { OrthancPeers: { other: [destination.rest.url] } });
  const first = await source.rest.post('/instances', sampleFile({ instance: 1 }));
  const second = await source.rest.post('/instances', sampleFile({ instance: 2 }));
  await source.run(`Delete(SendToPeer('${first.ParentStudy}', 'other'))`);
  await source.rest.settled('/statistics', ({ CountInstances }) => CountInstances === 0);
  assert.deepEqual((await destination.rest.ids('/instances')).toSorted(), [first.ID, second.ID].map(String).toSorted());
});

test('OutgoingFindRequestFilter changes what modalities are asked', async (t) => {
  const archive = await startScripted(t, { DicomAet: 'ARCHIVE' });
  await archive.rest.post('/instances', sampleFile({ patientId: 'P1', study: 1 }));
  await archive.rest.post('/instances', sampleFile({ patientId: 'P2', study: 2 }));
  const source = await startScripted(t, { DicomModalities: { archive: modalityAt('ARCHIVE', archive.dicomPort) } });
  await source.run(`
    function OutgoingFindRequestFilter(source, modality)
      asked = DumpJson({ source['0010,0020'], modality }, true)
      source['0010,0020'] = 'P2'
      return source
    end`);
  const { ID } = await source.rest.post('/modalities/archive/query', { Level: 'Study', Query: { PatientID: 'P1' } });
  assert.equal(await source.run('print(asked)'), '["P1","archive"]\n');
  const answers = await source.rest.json(`/queries/${ID}/answers?expand&simplify`);
  assert.ok(Array.isArray(answers));
  assert.deepEqual(
    answers.map(({ PatientID }) => PatientID),
    ['P2'],
  );
});

test('an instance is not deleted when it could not be sent before', async (t) => {
  const source = await startScripted(t, {
    DicomModalities: { dest: modalityAt('DEST', 1) },
    JobsMaximumRetries: 0,
  });
  await source.run(`${noting('OnJobFailure')}
    function OnStoredInstance(id) Delete(SendToModality(id, 'dest')) end`);
  const { ID } = await source.rest.post('/instances', sampleFile());
  await noted(source, 1);
  assert.deepEqual(await source.rest.ids('/instances'), [ID]);
});

test('what Lua stores says that it comes from Lua, and a callback may store and delete while others arrive', async (t) => {
  const server = await startScripted(t);
  await server.run(`
    function ReceivedInstanceFilter(dicom, origin) return true end
    function OnStoredInstance(id, tags, metadata, origin)
      if origin.RequestOrigin ~= 'Lua' then
        local file = RestApiGet('/instances/' .. id .. '/file')
        RestApiDelete('/instances/' .. id)
        RestApiPost('/instances', file)
      end
    end
    ${'function OnDeletedInstance(id) deletions = (deletions or 0) + 1 end'}`);
  const files = Array.from({ length: 8 }, (_, index) => sampleFile({ instance: index + 1 }));
  await Promise.all(files.map((file) => server.rest.post('/instances', file)));
  const deadlineMs = performance.now() + 20_000;
  for (;;) {
    const ids = await server.rest.ids('/instances');
    const origins = await Promise.all(
      ids.map(async (id) => {
        const response = await fetch(`${server.rest.url}/instances/${id}/metadata/Origin`);
        return response.text();
      }),
    );
    if (origins.length === 8 && origins.every((origin) => origin === 'Lua')) break;
    assert.ok(performance.now() < deadlineMs, `${origins}`);
  }
  const ids = await server.rest.ids('/instances');
  const bytes = await Promise.all(ids.map((id) => server.rest.bytes(`/instances/${id}/file`)));
  const sorted = (list: readonly Buffer[]) => list.map((file) => file.toString('hex')).toSorted();
  assert.deepEqual(sorted(bytes), sorted(files));
});

test('a filter that never ends costs its time limit, and the server goes on', async (t) => {
  const server = await startScripted(t, { LuaTimeLimit: 1 });
  await server.run('function ReceivedInstanceFilter() while true do end end');
  const response = await fetch(`${server.rest.url}/instances`, { method: 'POST', body: sampleFile() });
  assert.equal(response.status, 500);
  assert.equal(JSON.parse(await response.text()).Details, 'the script ran longer than 1 s');
  assert.equal((await server.rest.post('/instances', sampleFile())).Status, 'Success');
});
