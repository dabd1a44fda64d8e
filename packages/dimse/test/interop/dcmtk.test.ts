import assert from 'node:assert/strict';
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { connect, type ScpHandlers } from '../../src/index.ts';
import { hex } from '../support/hex.ts';
import { SOP_CLASSES, startServer } from '../support/scp.ts';
import { CT_STORAGE, EXPLICIT, IMPLICIT, VERIFICATION } from '../support/scripted-peer.ts';

const run = promisify(execFile);
const env = { ...process.env, TCP_NODELAY: '1' };

const SAMPLE = join(import.meta.dirname, '../../../../../shared/samples/CT_small.dcm');

/** Why a test is skipped: a tool or the sample files are not here. */
function missing(...tools: string[]): string | false {
  if (!existsSync(SAMPLE)) return 'the sample files are not here';
  for (const tool of tools) {
    try {
      execFileSync(tool, ['--version'], { stdio: 'ignore' });
    } catch {
      return `${tool} is not installed`;
    }
  }
  return false;
}

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'dimse-dcmtk-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** The data set of the sample: what follows preamble, prefix and file meta information (explicit VR little endian). */
function sampleDataSet(): Buffer {
  const file = readFileSync(SAMPLE);
  return file.subarray(132 + 12 + file.readUInt32LE(140));
}

/** (0008,0018) of a data set in explicit VR little endian. */
function sopInstanceUidOf(dataSet: Buffer): string {
  const element = dataSet.indexOf(hex('0800 1800 "UI"'));
  return dataSet.toString('latin1', element + 8, element + 8 + dataSet.readUInt16LE(element + 6)).replace('\0', '');
}

/** (7FE0,0010) with its header; what stands around it may be encoded anew by the sender. */
function pixelDataOf(dataSet: Buffer): Buffer {
  const element = dataSet.indexOf(hex('E07F 1000 "OW" 0000'));
  assert.ok(element > 0);
  return dataSet.subarray(element, element + 12 + dataSet.readUInt32LE(element + 8));
}

const study = hex('0800 5200 "CS" 0600 "STUDY " 2000 0D00 "UI" 0600 "1.2.3" 00');
const implicitStudy = hex('0800 5200 06000000 "STUDY " 2000 0D00 06000000 "1.2.3" 00');

test('echoscu is answered', { skip: missing('echoscu') }, async (t) => {
  const { port } = await startServer(t, { handlers: {} });
  const { stdout, stderr } = await run('echoscu', ['-v', 'localhost', `${port}`], { env });
  assert.match(stdout + stderr, /Received Echo Response \(Success\)/);
});

test('storescu delivers the pixel data of a file unchanged', { skip: missing('storescu') }, async (t) => {
  const received: Uint8Array[] = [];
  let transferSyntax = '';
  const { port } = await startServer(t, {
    handlers: {
      async store(operation) {
        transferSyntax = operation.presentationContext.transferSyntax;
        for await (const chunk of operation.dataSet) received.push(chunk);
        return { status: 0 };
      },
    },
    negotiate: (request) => ({
      contexts: new Map(
        request.presentationContexts
          .filter(({ transferSyntaxes }) => transferSyntaxes.includes(EXPLICIT))
          .map(({ id }) => [id, { transferSyntax: EXPLICIT }]),
      ),
    }),
  });
  await run('storescu', ['-R', 'localhost', `${port}`, SAMPLE], { env });
  assert.equal(transferSyntax, EXPLICIT);
  assert.ok(pixelDataOf(Buffer.concat(received)).equals(pixelDataOf(sampleDataSet())));
});

test('findscu prints every match and cancels when told', { skip: missing('findscu') }, async (t) => {
  let cancelled = false;
  const find: ScpHandlers['find'] = async function* (operation) {
    await operation.identifier();
    const explicit = operation.presentationContext.transferSyntax === EXPLICIT;
    for (let count = 0; count < 50; count++) {
      if (operation.signal.aborted) break;
      yield explicit ? study : implicitStudy;
      await new Promise(setImmediate);
    }
    cancelled = operation.signal.aborted;
    return { status: cancelled ? 0xfe00 : 0 };
  };
  const { port } = await startServer(t, { handlers: { find } });
  const args = ['-v', '-S', '-k', 'QueryRetrieveLevel=STUDY', '-k', 'StudyInstanceUID', 'localhost', `${port}`];
  const { stdout, stderr } = await run('findscu', args, { env });
  assert.equal((stdout + stderr).match(/Find Response/g)?.length, 51);
  const cut = await run('findscu', ['--cancel', '5', ...args], { env });
  assert.match(cut.stdout + cut.stderr, /[Cc]ancel/);
});

test('movescu reports the failed sub-operation', { skip: missing('movescu') }, async (t) => {
  const { port } = await startServer(t, {
    handlers: {
      async *move(operation) {
        assert.equal(operation.moveDestination, 'DEST');
        yield { remaining: 1, completed: 1, failed: 0, warning: 0 };
        return { status: 0xb000, completed: 1, failed: 1, warning: 0, failedSopInstanceUids: ['1.2.3.4'] };
      },
    },
  });
  const args = ['-d', '-S', '-aem', 'DEST', '-k', 'QueryRetrieveLevel=STUDY', '-k', 'StudyInstanceUID=1.2'];
  const outcome = await run('movescu', [...args, 'localhost', `${port}`], { env }).catch((error) => error);
  const output = `${outcome.stdout}${outcome.stderr}`;
  assert.match(output, /1\.2\.3\.4/);
  assert.match(output, /0xb000/i);
});

test('getscu receives the instance on its association', { skip: missing('getscu') }, async (t) => {
  const dataSet = sampleDataSet();
  const sopInstanceUid = sopInstanceUidOf(dataSet);
  const { port } = await startServer(t, {
    handlers: {
      async *get({ association }) {
        const contextId = association.contextFor(CT_STORAGE, EXPLICIT)?.id ?? 0;
        const { status } = await association.store({ sopClassUid: CT_STORAGE, sopInstanceUid, contextId, dataSet });
        yield { remaining: 0, completed: 1, failed: 0, warning: 0 };
        return { status, completed: 1, failed: 0, warning: 0 };
      },
    },
    negotiate: (request) => ({
      contexts: new Map(
        request.presentationContexts
          .filter(({ abstractSyntax }) => SOP_CLASSES.includes(abstractSyntax))
          .map(({ id, transferSyntaxes }) => [
            id,
            { transferSyntax: transferSyntaxes.includes(EXPLICIT) ? EXPLICIT : IMPLICIT },
          ]),
      ),
      roles: request.roles,
    }),
  });
  const output = folder(t);
  const keys = ['-k', 'QueryRetrieveLevel=IMAGE', '-k', `SOPInstanceUID=${sopInstanceUid}`];
  await run('getscu', ['-S', '-od', output, ...keys, 'localhost', `${port}`], { env });
  assert.equal(readdirSync(output).length, 1);
});

/** Starts storescp and waits until it accepts an association. */
async function startStorescp(t: TestContext, output: string): Promise<number> {
  const port = await freePort();
  const child: ChildProcess = spawn('storescp', ['+B', '-od', output, `${port}`], { env, stdio: 'ignore' });
  t.after(() => child.kill());
  for (;;) {
    try {
      const probe = await connect({
        host: '127.0.0.1',
        port,
        callingAet: 'PROBE',
        calledAet: 'STORESCP',
        contexts: [{ abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT] }],
      });
      await probe.release();
      return port;
    } catch (error) {
      if (child.exitCode !== null) throw error;
      await new Promise(setImmediate);
    }
  }
}

test('storescp takes C-ECHO and an instance of ours', { skip: missing('storescp') }, async (t) => {
  const output = folder(t);
  const port = await startStorescp(t, output);
  const association = await connect({
    host: '127.0.0.1',
    port,
    callingAet: 'SCU',
    calledAet: 'STORESCP',
    contexts: [
      { abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT] },
      { abstractSyntax: CT_STORAGE, transferSyntaxes: [EXPLICIT] },
    ],
  });
  assert.equal((await association.echo()).status, 0);
  const dataSet = sampleDataSet();
  const sopInstanceUid = sopInstanceUidOf(dataSet);
  const response = await association.store({ sopClassUid: CT_STORAGE, sopInstanceUid, dataSet });
  assert.equal(response.status, 0);
  await association.release();
  const [file = ''] = readdirSync(output);
  assert.ok(readFileSync(join(output, file)).includes(dataSet.subarray(0, 2000)));
});
