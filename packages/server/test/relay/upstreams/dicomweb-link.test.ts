import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { DataSet, Tags } from '@isocenter/dicom';
import type { UpstreamConfiguration } from '../../../src/config/relay.ts';
import { HttpClient } from '../../../src/http-client/http-client.ts';
import { silentLogger } from '../../../src/logging/logger.ts';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';
import { DicomwebLink } from '../../../src/relay/upstreams/dicomweb-link.ts';
import { ExpectedSets } from '../../../src/relay/upstreams/expected-set.ts';
import type { UpstreamProgress } from '../../../src/relay/upstreams/upstream-link.ts';
import { asFile, generatedInstances } from '../../faults/generated-instances.ts';
import { mutated } from '../../faults/mutation.ts';
import { randomFrom, seed } from '../../faults/random.ts';
import { FakeIngest } from '../../support/fake-ingest.ts';
import { Gate } from '../../support/gate.ts';
import { closedPort } from '../../support/remote-peer.ts';
import { type DicomwebScript, ScriptedDicomweb } from '../../support/scripted-dicomweb.ts';
import { upstreamOf } from '../../support/upstream.ts';
import { never, question } from './dimse-link-of.ts';

const studyInstanceUid = '1.2.826.0.1.7.1';
const study: RelayTarget = { level: 'Study', studyInstanceUid };
const instance = (number: number): RelayTarget => ({
  level: 'Instance',
  studyInstanceUid,
  seriesInstanceUid: `${studyInstanceUid}.1`,
  sopInstanceUid: `${studyInstanceUid}.1.${number}`,
});
const held = generatedInstances(3);
const everyUid = held.map(({ sopInstanceUid }) => sopInstanceUid);
const unheard = (): void => undefined;

function linkTo(t: TestContext, url: string, fields: Partial<UpstreamConfiguration> = {}) {
  const http = new HttpClient({ proxy: '', timeoutMs: 10_000, verifyServers: true, authoritiesFile: '' });
  t.after(() => http.close());
  const ingest = new FakeIngest();
  const upstream = upstreamOf({ Name: 'web', Retrieve: 'DICOMweb', Url: url, ...fields });
  const link = new DicomwebLink({ upstream, http, ingest, logger: silentLogger });
  return { ingest, link, upstream };
}

async function started(t: TestContext, script: DicomwebScript = {}, fields: Partial<UpstreamConfiguration> = {}) {
  const server = await ScriptedDicomweb.start(t, held, script);
  return { server, ...linkTo(t, server.url, fields) };
}

async function found(link: DicomwebLink, asked: Parameters<DicomwebLink['find']>[0]): Promise<DataSet[]> {
  const answers: DataSet[] = [];
  await link.find(asked, (answer) => void answers.push(answer), never);
  return answers;
}

describe('searching an upstream over DICOMweb', { timeout: 60_000 }, () => {
  const images = question('Instance', [
    [Tags.StudyInstanceUID, studyInstanceUid],
    [Tags.SeriesInstanceUID, `${studyInstanceUid}.1`],
    [Tags.SOPInstanceUID, ''],
  ]);

  it('has the UIDs above in the path, and the keys in the query', async (t) => {
    const { link, server } = await started(t);
    const answers = await found(link, images);
    assert.deepEqual(
      answers.map((answer) => [answer.text(Tags.SOPInstanceUID), answer.text(Tags.QueryRetrieveLevel)]),
      everyUid.map((uid) => [uid, 'IMAGE']),
    );
    const [seen] = server.requests;
    assert.equal(seen?.path, `/dicom-web/studies/${studyInstanceUid}/series/${studyInstanceUid}.1/instances`);
    assert.deepEqual(seen?.query.getAll('includefield'), ['00080018']);
    assert.equal(seen?.headers.accept, 'application/dicom+json');
  });

  it('has values of keys in the query, lists of UIDs with commas', async (t) => {
    const { link, server } = await started(t);
    const keys = new DataSet()
      .set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192')
      .set(Tags.PatientName, 'PN', 'Müller*')
      .set(Tags.StudyInstanceUID, 'UI', ['1.2', '1.3'])
      .set(Tags.StudyDate, 'DA', '20200101-20201231');
    assert.deepEqual(await found(link, { level: 'Study', keys }), []);
    const [seen] = server.requests;
    assert.equal(seen?.path, '/dicom-web/studies');
    assert.deepEqual(
      ['00100010', '0020000D', '00080020'].map((name) => seen?.query.get(name)),
      ['Müller*', '1.2,1.3', '20200101-20201231'],
    );
  });

  it('finds each patient once, by the studies', async (t) => {
    const { link, server } = await started(t);
    const answers = await found(link, question('Patient', [[Tags.PatientID, 'P1']]));
    assert.deepEqual(
      answers.map((answer) => answer.text(Tags.PatientID)),
      ['P1'],
    );
    assert.equal(server.requests[0]?.path, '/dicom-web/studies');
  });

  it('goes on page by page, and ends with a server that knows none', async (t) => {
    const many = generatedInstances(5003, { pixelBytes: 2 });
    for (const noPages of [false, true]) {
      const server = await ScriptedDicomweb.start(t, many, { noPages });
      const { link } = linkTo(t, server.url);
      assert.equal((await found(link, images)).length, 5003);
      assert.deepEqual(
        server.requests.map(({ query }) => query.get('offset')),
        noPages ? [null] : [null, '5000'],
      );
    }
    const server = await ScriptedDicomweb.start(t, many.slice(0, 5000), { noPages: true });
    assert.equal(
      (await found(linkTo(t, server.url).link, images)).length,
      5000,
      'the same answer is not counted twice',
    );
  });

  it('stops at more answers than are allowed', async (t) => {
    const { link } = await started(t, {}, { MaximumInstances: 2 });
    await assert.rejects(found(link, images), { code: 'NotEnoughMemory', message: /MaximumInstances/ });
  });

  it('finds nothing where there is nothing', async (t) => {
    const { link } = await started(t, { searchStatus: 404 });
    assert.deepEqual(await found(link, images), []);
  });

  const statuses = [
    { status: 400, code: 'NotImplemented', transient: false },
    { status: 401, code: 'NetworkProtocol', transient: false },
    { status: 500, code: 'NetworkProtocol', transient: false },
    { status: 503, code: 'NetworkProtocol', transient: true },
  ];
  for (const { status, ...expected } of statuses) {
    it(`fails with HTTP ${status}: ${expected.transient ? '' : 'not '}to be tried again`, async (t) => {
      const { link } = await started(t, { searchStatus: status });
      await assert.rejects(found(link, images), { ...expected, message: new RegExp(String(status)) });
    });
  }

  for (const searchBody of ['{}', '[', '[1]', '[{"00080018": 5}]', '[{"x": {}}]', '"text"']) {
    it(`fails with an answer that is no DICOM JSON: ${searchBody}`, async (t) => {
      const { link } = await started(t, { searchBody });
      await assert.rejects(found(link, images), { code: 'NetworkProtocol', message: /web.*no DICOM JSON/ });
    });
  }

  it('names the wait that was too long', async (t) => {
    const { link } = await started(t, { beforeHead: new Gate() }, { FindTimeout: 0.1 });
    await assert.rejects(found(link, images), { code: 'Timeout', transient: true, message: /web.*FindTimeout/ });
  });

  it('ends with the reason of the signal', async (t) => {
    const beforeHead = new Gate();
    const { link } = await started(t, { beforeHead });
    const stop = new AbortController();
    const reason = new Error('nobody waits any more');
    const finding = link.find(images, unheard, stop.signal);
    await beforeHead.reached();
    stop.abort(reason);
    await assert.rejects(finding, reason);
  });

  it('tells what the upstream has', async (t) => {
    const { link, upstream } = await started(t);
    const sets = new ExpectedSets({ upstream, link });
    const expected = await sets.of(study, never);
    assert.deepEqual(
      expected.kind === 'instances' && expected.instances.map(({ sopInstanceUid }) => sopInstanceUid),
      everyUid,
    );
    assert.deepEqual(await sets.of({ level: 'Study', studyInstanceUid: '1.9' }, never), { kind: 'nothing' });
    assert.deepEqual(await sets.studiesOf({ patientId: 'P1' }, never), [studyInstanceUid]);
  });

  it('may be refused: what the upstream has is unknown then', async (t) => {
    const { link, upstream } = await started(t, { searchStatus: 400 });
    assert.deepEqual(await new ExpectedSets({ upstream, link }).of(study, never), { kind: 'unknown' });
  });
});

describe('retrieving from an upstream over DICOMweb', { timeout: 60_000 }, () => {
  it('takes in each file as it comes, and says which upstream it comes from', async (t) => {
    const beforeFile = new Gate();
    const { ingest, link, server } = await started(t, { beforeFile });
    const progress: UpstreamProgress[] = [];
    const retrieving = link.retrieve([study], (each) => progress.push(each), never);
    beforeFile.open(2);
    await beforeFile.reached();
    beforeFile.open();
    assert.deepEqual(await retrieving, { status: 0x0000, completed: 3, failed: 0, failedSopInstanceUids: [] });
    assert.deepEqual(
      progress.map(({ completed }) => completed),
      [1, 2, 3],
    );
    assert.deepEqual(
      ingest.received.map(({ bytes }) => bytes),
      held.map(asFile),
    );
    assert.deepEqual(ingest.received[0]?.origin, {
      kind: 'RestApi',
      remoteIp: '',
      username: undefined,
      upstream: 'web',
    });
    const [seen] = server.requests;
    assert.equal(seen?.path, `/dicom-web/studies/${studyInstanceUid}`);
    assert.equal(seen?.headers.accept, 'multipart/related; type="application/dicom"; transfer-syntax=*');
  });

  it('asks for series and instances by their paths', async (t) => {
    const { ingest, link, server } = await started(t);
    const series: RelayTarget = { level: 'Series', studyInstanceUid, seriesInstanceUid: `${studyInstanceUid}.1` };
    await link.retrieve([series], unheard, never);
    await link.retrieve([instance(2), instance(3)], unheard, never);
    const root = `/dicom-web/studies/${studyInstanceUid}/series/${studyInstanceUid}.1`;
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      [root, `${root}/instances/${everyUid[1]}`, `${root}/instances/${everyUid[2]}`],
    );
    assert.equal(ingest.received.length, 5);
  });

  it('goes with credentials and headers', async (t) => {
    const fields = { Username: 'relay', Password: 'secret', HttpHeaders: { 'X-Site': 'north' } };
    const { link, server } = await started(t, {}, fields);
    await link.retrieve([study], unheard, never);
    const headers = server.requests[0]?.headers;
    assert.equal(headers?.authorization, `Basic ${Buffer.from('relay:secret').toString('base64')}`);
    assert.equal(headers?.['x-site'], 'north');
  });

  it('takes a file that comes alone', async (t) => {
    const { ingest, link } = await started(t, { singleFiles: true });
    assert.equal((await link.retrieve([instance(1)], unheard, never)).completed, 1);
    assert.deepEqual(
      ingest.received.map(({ sopInstanceUid }) => sopInstanceUid),
      everyUid.slice(0, 1),
    );
  });

  it('counts what is no DICOM file, or cannot be stored here, as failed, and goes on', async (t) => {
    const file = (bytes: Buffer, index: number) => (index === 0 ? Buffer.from('{"error": "no such file"}') : bytes);
    const { ingest, link } = await started(t, { file });
    ingest.refused.add(everyUid[1] ?? '');
    const answer = await link.retrieve([study], unheard, never);
    assert.deepEqual(answer, { status: 0xb000, completed: 1, failed: 2, failedSopInstanceUids: [] });
  });

  it('names an instance that was asked for and failed', async (t) => {
    const { link } = await started(t, { file: () => Buffer.from('no file') });
    const answer = await link.retrieve([instance(1)], unheard, never);
    assert.deepEqual(answer, { status: 0xa702, completed: 0, failed: 1, failedSopInstanceUids: everyUid.slice(0, 1) });
  });

  it('has warnings where the upstream sends a part only', async (t) => {
    const { link } = await started(t, { retrieveStatus: 206 });
    assert.deepEqual((await link.retrieve([study], unheard, never)).status, 0xb000);
  });

  it('gives nothing where there is nothing', async (t) => {
    const { link } = await started(t);
    const answer = await link.retrieve([{ level: 'Study', studyInstanceUid: '1.9' }], unheard, never);
    assert.deepEqual([answer.status, answer.completed], [0x0000, 0]);
  });

  it('ends as a failure with HTTP 500', async (t) => {
    const { link } = await started(t, { retrieveStatus: 500 });
    assert.deepEqual(await link.retrieve([study], unheard, never), {
      status: 0xa702,
      completed: 0,
      failedSopInstanceUids: [],
    });
  });

  for (const { status, transient } of [
    { status: 503, transient: true },
    { status: 403, transient: false },
  ]) {
    it(`fails with HTTP ${status}`, async (t) => {
      const { link } = await started(t, { retrieveStatus: status });
      await assert.rejects(link.retrieve([study], unheard, never), { code: 'NetworkProtocol', transient });
    });
  }

  it('fails where nothing listens', async (t) => {
    const { link } = linkTo(t, `http://127.0.0.1:${await closedPort()}`);
    await assert.rejects(link.retrieve([study], unheard, never), { code: 'NetworkProtocol', transient: true });
  });

  it('fails when the answer breaks off, with what has come before it stored', async (t) => {
    for (const script of [{ cutBytes: 10 }, { breaksAfter: 2 }] as const) {
      const beforeFile = new Gate();
      beforeFile.open(2);
      const { ingest, link } = await started(t, { ...script, beforeFile });
      const goOn = ({ completed }: UpstreamProgress) => {
        if (completed === 2) beforeFile.open();
      };
      await assert.rejects(link.retrieve([study], goOn, never), { code: 'NetworkProtocol', transient: true });
      assert.deepEqual(
        ingest.received.map(({ sopInstanceUid }) => sopInstanceUid),
        everyUid.slice(0, 2),
      );
      if ('cutBytes' in script) assert.equal(ingest.aborted, 1, 'the file that is half here is given up');
    }
  });

  it('fails with an answer of another type', async (t) => {
    for (const contentType of ['text/html', 'multipart/related', 'multipart/related; boundary=']) {
      const { link } = await started(t, { contentType });
      await assert.rejects(link.retrieve([study], unheard, never), { code: 'NetworkProtocol', message: /multipart/ });
    }
  });

  it('stops at more instances than are allowed', async (t) => {
    const { ingest, link } = await started(t, {}, { MaximumInstances: 2 });
    await assert.rejects(link.retrieve([study], unheard, never), { message: /MaximumInstances/ });
    assert.equal(ingest.received.length, 2);
  });

  it('names the waits that were too long, for the head of the answer and for more of it', async (t) => {
    const fields = { FirstResponseTimeout: 0.1, ResponseTimeout: 0.1 };
    const silent = await started(t, { beforeHead: new Gate() }, fields);
    await assert.rejects(silent.link.retrieve([study], unheard, never), {
      code: 'Timeout',
      transient: true,
      message: /FirstResponseTimeout/,
    });
    const beforeFile = new Gate();
    beforeFile.open(1);
    const stuck = await started(t, { beforeFile }, fields);
    await assert.rejects(stuck.link.retrieve([study], unheard, never), {
      code: 'Timeout',
      message: /\(ResponseTimeout\)/,
    });
  });

  it('ends with the reason of the signal', async (t) => {
    const beforeFile = new Gate();
    beforeFile.open(1);
    const { ingest, link } = await started(t, { beforeFile });
    const stop = new AbortController();
    const reason = new Error('nobody waits any more');
    await assert.rejects(
      link.retrieve([study], () => stop.abort(reason), stop.signal),
      reason,
    );
    assert.equal(ingest.received.length, 1);
  });

  it('ends, with an answer or an error of ours, whatever the files and their delimiters are', async (t) => {
    const random = randomFrom(seed);
    const { ingest, link, server } = await started(t);
    for (let time = 0; time < 60; time += 1) {
      server.script = {
        // Delimiters in files end them early.
        file: (bytes) =>
          mutated(random() < 0.5 ? bytes : Buffer.concat([bytes, Buffer.from('\r\n--scripted-part-')]), random),
      };
      const answer = await link.retrieve([study], unheard, never).catch((error: unknown) => error);
      if (answer instanceof Error) assert.equal(answer.name, 'IsocenterError', `seed ${seed}, time ${time}: ${answer}`);
    }
    server.script = {};
    ingest.received.length = 0;
    assert.equal((await link.retrieve([study], unheard, never)).completed, 3, 'it still works');
  });
});
