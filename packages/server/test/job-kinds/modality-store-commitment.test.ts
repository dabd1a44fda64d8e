import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import type { StoredInstance } from '../../src/index/records.ts';
import { modalityStoreKind } from '../../src/job-kinds/modality-store.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import type { Delivery, DeliveryOutcome } from '../../src/retrieve/delivery.ts';
import type { SopReference } from '../../src/storage-commitment/sop-reference.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import { destinationDefaults, modalityAt } from '../support/remote-peer.ts';

const ct = '1.2.840.10008.5.1.4.1.1.2';
const failure = new IsocenterError('NetworkProtocol', 'Refused');

function stored(publicId: string): StoredInstance {
  const sizes = { uncompressedSize: 1, compressedSize: 1, uncompressedMd5: '', compressedMd5: '' };
  return {
    publicId,
    sopClassUid: ct,
    sopInstanceUid: `1.2.${publicId}`,
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    attachment: { contentType: 1, uuid: publicId, compression: 'none', ...sizes },
  };
}

/** Sends everything but the instances named in `refused`. */
function sender(refused: readonly string[]) {
  return {
    async deliver({ items }: Delivery, onOutcome: (outcome: DeliveryOutcome) => Promise<void> | void) {
      for await (const page of items) {
        for (const item of page) {
          const isRefused = refused.includes(item.instance.publicId);
          await onOutcome(isRefused ? { item, result: 'failed', error: failure } : { item, result: 'completed' });
        }
      }
    },
  };
}

function newKind(request: (references: readonly SopReference[]) => Promise<string>, refused: readonly string[] = []) {
  const index: Partial<IndexStore> = {
    async *listInstances(_, publicIds) {
      yield publicIds.filter((id) => id !== 'deleted').map(stored);
    },
  };
  const deliverer = sender(refused);
  return modalityStoreKind({
    index: index as IndexStore,
    modalities: new ModalityRegistry([modalityAt(104)], false),
    deliverer: deliverer as Parameters<typeof modalityStoreKind>[0]['deliverer'],
    destinationDefaults,
    storageCommitment: {
      request(destination, references) {
        assert.deepEqual([destination.calledAet, destination.port], ['PACS', 104]);
        return request(references);
      },
    },
  });
}

const parameters = { Modality: 'pacs', StorageCommitment: true };

test('at its end a store asks for commitment to all that it sent, and shows the transaction', async () => {
  const asked: (readonly SopReference[])[] = [];
  const kind = newKind(async (references) => {
    asked.push(references);
    return '2.25.1';
  });
  const context = new FakeJobContext(parameters, ['1', '2'], { content: { RemoteAet: 'PACS' } });
  await kind.run(context);
  assert.deepEqual(asked, [
    [
      { sopClassUid: ct, sopInstanceUid: '1.2.1' },
      { sopClassUid: ct, sopInstanceUid: '1.2.2' },
    ],
  ]);
  assert.deepEqual(context.content, { RemoteAet: 'PACS', StorageCommitmentTransactionUID: '2.25.1' });
});

test('what was sent by an earlier run is asked for too, what failed is not', async () => {
  const asked: string[] = [];
  const kind = newKind(
    async (references) => {
      asked.push(...references.map(({ sopInstanceUid }) => sopInstanceUid));
      return '2.25.1';
    },
    ['3'],
  );
  const context = new FakeJobContext(parameters, ['1', '2', '3', 'deleted'], { permissive: true });
  await context.itemDone(0);
  await kind.run(context);
  assert.equal(context.states, 'DDFF');
  assert.deepEqual(asked, ['1.2.1', '1.2.2']);
});

test('without the parameter, with nothing sent or after a failure nothing is asked for', async () => {
  const kind = newKind(() => assert.fail('not asked for'), ['refused']);
  await kind.run(new FakeJobContext({ Modality: 'pacs' }, ['1']));
  await kind.run(new FakeJobContext(parameters, []));
  await kind.run(new FakeJobContext(parameters, ['refused'], { permissive: true }));
  await assert.rejects(kind.run(new FakeJobContext(parameters, ['1', 'refused'])), failure);
});

test('a job fails when the modality does not take the request: the sent instances stay done', async () => {
  const kind = newKind(() => Promise.reject(failure));
  const context = new FakeJobContext(parameters, ['1']);
  await assert.rejects(kind.run(context), failure);
  assert.equal(context.states, 'D');
  assert.deepEqual(context.content, {});
});
