import assert from 'node:assert/strict';
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { parseDataSet, storageSopClasses, Tags, TransferSyntaxes, transferSyntaxOf } from '@isocenter/dicom';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { MovedInstances } from '../../src/ingest/moved-instances.ts';
import { dicomGetScuKind } from '../../src/job-kinds/dicom-get-scu.ts';
import { dicomMoveScuKind } from '../../src/job-kinds/dicom-move-scu.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { FakeIngest } from '../support/fake-ingest.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import { closedPort, destinationDefaults, modalityAt, newOpener, startPeer } from '../support/remote-peer.ts';

const run = promisify(execFile);
const samples = join(import.meta.dirname, '../../../../../shared/samples');
const files = ['CT_small.dcm', 'MR_small.dcm'];

/** Why the tests are skipped: a tool or the sample files are not here. */
function missing(): string | false {
  if (!files.every((file) => existsSync(join(samples, file)))) return 'the sample files are not here';
  for (const tool of ['dcmqrscp', 'storescu']) {
    try {
      execFileSync(tool, ['--version'], { stdio: 'ignore' });
    } catch {
      return `${tool} is not installed`;
    }
  }
  return false;
}

/** A dcmqrscp that holds the sample files and knows VIEWER at `viewerPort`. */
async function startArchive(t: TestContext, viewerPort: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-dcmqrscp-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const port = await closedPort();
  const storage = join(folder, 'db');
  mkdirSync(storage);
  const configuration = join(folder, 'dcmqrscp.cfg');
  writeFileSync(
    configuration,
    [
      `NetworkTCPPort = ${port}`,
      'MaxPDUSize = 16384',
      'MaxAssociations = 16',
      'HostTable BEGIN',
      `viewer = (VIEWER, 127.0.0.1, ${viewerPort})`,
      'HostTable END',
      'VendorTable BEGIN',
      'VendorTable END',
      'AETable BEGIN',
      `PACS ${storage} RW (200, 1024mb) ANY`,
      'AETable END',
    ].join('\n'),
  );
  const server = spawn('dcmqrscp', ['-v', '-c', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(() => stop(server));
  await listening(port, server);
  const paths = files.map((file) => join(samples, file));
  await run('storescu', ['-aet', 'TEST', '-aec', 'PACS', '127.0.0.1', String(port), ...paths]);
  return port;
}

/** Asks until the server answers; it says nothing itself when it begins to listen. */
async function listening(port: number, server: ChildProcess): Promise<void> {
  server.stderr?.resume();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await run('echoscu', ['-aec', 'PACS', '127.0.0.1', String(port)]);
      return;
    } catch (error) {
      if (server.exitCode !== null || attempt === 100) throw error;
    }
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await ended;
}

const studyOf = {
  CT: '1.3.6.1.4.1.5962.1.2.1.20040119072730.12322',
  MR: '1.3.6.1.4.1.5962.1.2.4.20040826185059.5457',
} as const;
const study = (uid: string) => JSON.stringify({ '00080052': { Value: ['STUDY'] }, '0020000D': { Value: [uid] } });

function optionsFor(port: number) {
  const modalities = new ModalityRegistry([modalityAt(port)], false);
  return { opener: newOpener(), modalities, destinationDefaults };
}

test('DCMTK gives a study by C-GET, with every storage class proposed', { skip: missing() }, async (t) => {
  const port = await startArchive(t, await closedPort());
  const ingest = new FakeIngest();
  const kind = dicomGetScuKind({
    ...optionsFor(port),
    ingest,
    receivable: {
      sopClasses: new Set(storageSopClasses.map(({ uid }) => uid)),
      transferSyntaxes: new Set(Object.values(TransferSyntaxes).map(({ uid }) => uid)),
    },
    logger: silentLogger,
  });
  const context = new FakeJobContext({ Modality: 'pacs' }, [study(studyOf.CT), study(studyOf.MR), study('1.2.3')]);
  await kind.run(context);
  assert.equal(context.states, 'DDD');
  const studies = ingest.received.map(({ bytes, transferSyntaxUid }) => {
    const syntax = transferSyntaxOf(transferSyntaxUid);
    return syntax && parseDataSet(bytes, syntax).text(Tags.StudyInstanceUID);
  });
  assert.deepEqual(studies, [studyOf.CT, studyOf.MR]);
  assert.equal(context.progress.at(-1), 1);
});

test('DCMTK sends a study by C-MOVE, and names the one that asked', { skip: missing() }, async (t) => {
  const stored: { sopInstanceUid: string; originator: string | undefined }[] = [];
  const viewer = await startPeer(t, {
    async store(operation) {
      for await (const _ of operation.dataSet);
      stored.push({ sopInstanceUid: operation.sopInstanceUid, originator: operation.moveOriginator?.aet });
      return { status: 0 };
    },
  });
  const port = await startArchive(t, viewer.port);
  const context = new FakeJobContext({ Modality: 'pacs', TargetAet: 'VIEWER' }, [study(studyOf.CT)]);
  await dicomMoveScuKind({ ...optionsFor(port), movedInstances: new MovedInstances() }).run(context);
  assert.equal(context.states, 'D');
  assert.equal(stored.length, 1);
  assert.equal(stored[0]?.originator, 'ISOCENTER');
});

test('DCMTK does not know a destination: the job fails with its status', { skip: missing() }, async (t) => {
  const port = await startArchive(t, await closedPort());
  const context = new FakeJobContext({ Modality: 'pacs', TargetAet: 'NOBODY' }, [study(studyOf.CT)]);
  await assert.rejects(dicomMoveScuKind({ ...optionsFor(port), movedInstances: new MovedInstances() }).run(context), {
    code: 'NetworkProtocol',
    payload: {
      Type: 'RetrieveJob',
      Content: [
        {
          DimseErrorStatus: 0xa801,
          Query: { '0008,0052': 'STUDY', '0020,000d': studyOf.CT },
          ReceivedInstancesIds: [],
        },
      ],
    },
  });
});
