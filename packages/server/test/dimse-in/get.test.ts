import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ContextProposal, GetOperation, GetResponse, StoreOperation } from '@isocenter/dimse';
import { type GetScpOptions, getHandler } from '../../src/dimse-in/get.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { InstanceReader } from '../../src/retrieve/instance-reader.ts';
import { ctImageStorage, type FileChoice, syntaxUid } from '../retrieve/memory-files.ts';
import { associate, implicitLittleEndian, startPeer } from '../support/remote-peer.ts';
import { startRetrieveArchive, studyIdentifier, studyRoot } from './retrieve-archive.ts';

interface GetChoice extends Partial<Pick<GetScpOptions, 'convention' | 'allowTranscoding'>> {
  readonly instances?: readonly FileChoice[];
  /** The storage contexts of the requestor; default: CT as it is stored, in the role of SCP. */
  readonly storage?: readonly ContextProposal[];
  readonly grantsRoles?: boolean;
  readonly onGet?: (operation: GetOperation) => void;
}

const ctAsScp = {
  abstractSyntax: ctImageStorage,
  transferSyntaxes: [syntaxUid('explicit')],
  scuRole: false,
  scpRole: true,
};

async function startGet(t: TestContext, choice: GetChoice = {}) {
  const { instances = [{}, {}, {}], storage = [ctAsScp], grantsRoles = true } = choice;
  const archive = await startRetrieveArchive(t, instances);
  const handler = getHandler({
    index: archive.index,
    reader: new InstanceReader(archive.files),
    convention: choice.convention ?? 'Standard',
    allowTranscoding: choice.allowTranscoding ?? (() => true),
    responseIntervalMs: 0,
    observer: archive.observer,
    logger: silentLogger,
  });
  const get: typeof handler = (operation) => {
    choice.onGet?.(operation);
    return handler(operation);
  };
  const { port } = await startPeer(t, { get }, { grantsRoles });
  const contexts = [{ abstractSyntax: studyRoot.get, transferSyntaxes: [implicitLittleEndian] }, ...storage];
  const association = await associate(t, port, { contexts });
  const received: { sopInstanceUid: string; transferSyntaxUid: string; priority: number; bytes: Buffer }[] = [];
  const ask = (
    answer: (seen: number) => number | Promise<number> = () => 0,
    options: { identifier?: Uint8Array; signal?: AbortSignal } = {},
  ) =>
    association.get({
      sopClassUid: studyRoot.get,
      identifier: studyIdentifier(),
      priority: 1,
      ...options,
      async onStore(operation: StoreOperation) {
        const bytes = Buffer.concat(await Array.fromAsync(operation.dataSet, (chunk) => Uint8Array.from(chunk)));
        const { presentationContext, priority, sopInstanceUid } = operation;
        received.push({ sopInstanceUid, transferSyntaxUid: presentationContext.transferSyntax, priority, bytes });
        return { status: await answer(received.length) };
      },
    });
  return { ...archive, ask, received };
}

function row({ completed, failed, remaining, status, warning }: GetResponse) {
  return [status, remaining, completed, failed, warning];
}

const pending = 0xff00;

describe('C-GET', { timeout: 60_000 }, () => {
  it('sends every instance over the association of the request and answers after each', async (t) => {
    const { ask, observed, received, sopInstanceUids } = await startGet(t);
    assert.deepEqual((await Array.fromAsync(ask())).map(row), [
      [pending, 2, 1, 0, 0],
      [pending, 1, 2, 0, 0],
      [pending, 0, 3, 0, 0],
      [0x0000, undefined, 3, 0, 0],
    ]);
    assert.deepEqual(
      received.map(({ priority, sopInstanceUid }) => [sopInstanceUid, priority]),
      sopInstanceUids.map((uid) => [uid, 1]),
    );
    assert.deepEqual(observed, [...Array.from({ length: 3 }, () => 'C-GET completed'), 'C-GET 0000']);
  });

  it('counts what the requestor refuses, and lists it', async (t) => {
    const { ask, sopInstanceUids } = await startGet(t);
    const responses = await Array.fromAsync(ask((seen) => [0xa700, 0xb000, 0x0000][seen - 1] ?? 0));
    const last = responses.at(-1);
    assert.deepEqual(last && row(last), [0xb000, undefined, 1, 1, 1]);
    assert.deepEqual(last?.failedSopInstanceUids, [sopInstanceUids[0]]);
  });

  it('sends nothing to a requestor who is not SCP of the class', async (t) => {
    const { ask, received, sopInstanceUids } = await startGet(t, { grantsRoles: false });
    const last = (await Array.fromAsync(ask())).at(-1);
    assert.deepEqual(last && row(last), [0xa702, undefined, 0, 3, 0]);
    assert.deepEqual(last?.failedSopInstanceUids, sopInstanceUids);
    assert.deepEqual(received, []);
  });

  it('fails what has no presentation context, and sends the rest', async (t) => {
    const instances = [{}, { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }, {}];
    const { ask, received } = await startGet(t, { instances });
    const last = (await Array.fromAsync(ask())).at(-1);
    assert.deepEqual(last && row(last), [0xb000, undefined, 2, 1, 0]);
    assert.equal(received.length, 2);
  });

  it('writes a data set in another native syntax where that is allowed', async (t) => {
    const implicitOnly = [{ ...ctAsScp, transferSyntaxes: [syntaxUid('implicit')] }];
    const allowed = await startGet(t, { instances: [{}], storage: implicitOnly });
    assert.equal((await Array.fromAsync(allowed.ask())).at(-1)?.status, 0x0000);
    // (0028,0010) Rows in implicit VR: a length of four bytes where explicit VR has "US" and two.
    assert.notEqual(allowed.received[0]?.bytes.indexOf(Buffer.from('28001000020000003412', 'hex')), -1);

    const forbidden = await startGet(t, { instances: [{}], storage: implicitOnly, allowTranscoding: () => false });
    assert.equal((await Array.fromAsync(forbidden.ask())).at(-1)?.status, 0xa702);
    assert.deepEqual(forbidden.received, []);
  });

  it('fails an instance whose file is gone, and sends the rest', async (t) => {
    const { ask, files, received } = await startGet(t);
    files.remove('1');
    const last = (await Array.fromAsync(ask())).at(-1);
    assert.deepEqual(last && row(last), [0xb000, undefined, 2, 1, 0]);
    assert.equal(received.length, 2);
  });

  it('is stopped by C-CANCEL: what is under way ends, the rest remains', async (t) => {
    const cancelled = Promise.withResolvers<void>();
    const { ask, received } = await startGet(t, {
      instances: [{}, {}, {}, {}],
      onGet: ({ signal }) => signal.addEventListener('abort', () => cancelled.resolve()),
    });
    const cancel = new AbortController();
    const responses: GetResponse[] = [];
    const answer = async (seen: number) => {
      if (seen === 2) {
        cancel.abort();
        await cancelled.promise;
      }
      return 0;
    };
    for await (const response of ask(answer, { signal: cancel.signal })) responses.push(response);
    assert.deepEqual(responses.map(row).at(-1), [0xfe00, 2, 2, 0, 0]);
    assert.equal(received.length, 2);
  });

  it('refuses what it cannot use, and succeeds with nothing done when nothing matches', async (t) => {
    const { ask } = await startGet(t);
    const answered = async (identifier: Uint8Array) => (await Array.fromAsync(ask(undefined, { identifier }))).map(row);
    assert.deepEqual(await answered(studyIdentifier('1.2.3', 'PATIENT')), [
      [0xa900, undefined, undefined, undefined, undefined],
    ]);
    assert.deepEqual(await answered(studyIdentifier('9.9')), [[0x0000, undefined, 0, 0, 0]]);
  });

  it('fails with A701 when the index cannot be asked', async (t) => {
    const { ask, index } = await startGet(t);
    await index.close();
    assert.equal((await Array.fromAsync(ask())).at(-1)?.status, 0xa701);
  });
});
