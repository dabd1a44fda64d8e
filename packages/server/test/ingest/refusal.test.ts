import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary, type DataSet, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { ArrivalObserver, ArrivedInstance } from '../../src/ingest/arrival-observer.ts';
import { InstanceStream } from '../../src/ingest/instance-stream.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import {
  type BlobFaults,
  bytesOf,
  ctImage,
  fileMetaOf,
  fromUpload,
  leftovers,
  startIngest,
  storeDataSet,
  storeFile,
} from './ingest-bench.ts';

const isError = (code: string, dimseStatus: number) => (error: unknown) => {
  assert.ok(error instanceof IsocenterError, String(error));
  assert.deepEqual([error.code, error.dimseStatus], [code, dimseStatus]);
  return true;
};
const without = (tag: number) => (image: DataSet) => void image.delete(tag);
const empty = (tag: number) => (image: DataSet) => void image.set(tag, 'UI', '');

describe('an instance is refused, and nothing is left of it,', () => {
  it('when it is not the one that the command names', async (t) => {
    const bench = await startIngest(t);
    for (const command of [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.4' }, { sopInstanceUid: '1.2.3.4.6' }]) {
      await assert.rejects(storeDataSet(bench, bytesOf(ctImage()), { command }), isError('BadFileFormat', 0xa900));
    }
    assert.deepEqual(await leftovers(bench), []);
    assert.deepEqual(bench.events, []);
  });

  const identifiers = [
    ['SOP Instance UID', Tags.SOPInstanceUID, 0xc000],
    ['Study Instance UID', Tags.StudyInstanceUID, 0xa700],
    ['Series Instance UID', Tags.SeriesInstanceUID, 0xa700],
  ] as const;
  for (const [name, tag, dimseStatus] of identifiers) {
    it(`when its ${name} is missing or empty`, async (t) => {
      const bench = await startIngest(t);
      for (const change of [without(tag), empty(tag)]) {
        await assert.rejects(storeDataSet(bench, bytesOf(ctImage(change))), isError('BadFileFormat', dimseStatus));
        const file = Buffer.concat([fileMetaOf(), bytesOf(ctImage(change))]);
        await assert.rejects(storeFile(bench, file), isError('BadFileFormat', dimseStatus));
      }
      assert.deepEqual(await leftovers(bench), []);
    });
  }

  it('when a data set that C-STORE brings has no SOP Class UID', async (t) => {
    const bench = await startIngest(t);
    for (const change of [without(Tags.SOPClassUID), empty(Tags.SOPClassUID)]) {
      await assert.rejects(storeDataSet(bench, bytesOf(ctImage(change))), isError('BadFileFormat', 0xc000));
    }
    assert.deepEqual(await leftovers(bench), []);
  });

  const whole = Buffer.concat([fileMetaOf(), bytesOf(ctImage(undefined, 2_000))]);
  const broken: Readonly<Record<string, Buffer>> = {
    'it is empty': Buffer.of(),
    'it is no DICOM': Buffer.from('<!doctype html><html><body>'.repeat(20)),
    'it is a preamble alone': whole.subarray(0, 132),
    'it ends within its file meta information': whole.subarray(0, 200),
    'it ends within an element header': whole.subarray(0, whole.length - 2_006),
    'it ends within the pixel data': whole.subarray(0, whole.length - 2),
    'it goes on as something else': Buffer.concat([whole, Buffer.from('this is not an element at all')]),
  };
  for (const [name, file] of Object.entries(broken)) {
    it(`when ${name}`, async (t) => {
      const bench = await startIngest(t);
      for (const chunkBytes of [100, 100_000]) {
        await assert.rejects(storeFile(bench, file, chunkBytes), isError('BadFileFormat', 0xc000));
      }
      assert.deepEqual(await leftovers(bench), []);
    });
  }

  it('when it has neither file meta information nor sense after its first element', async (t) => {
    const bench = await startIngest(t);
    const bare = Buffer.concat([
      Buffer.from('080005004353' + '0a00' + '49534f5f495220313030', 'hex'),
      Buffer.alloc(300, 0xff),
    ]);
    await assert.rejects(storeFile(bench, bare), isError('BadFileFormat', 0xc000));
    assert.deepEqual(await leftovers(bench), []);
  });

  it('when what should be deflated is not', async (t) => {
    const bench = await startIngest(t);
    const deflated = TransferSyntaxes.DeflatedExplicitVRLittleEndian;
    const bytes = bytesOf(ctImage());
    await assert.rejects(storeDataSet(bench, bytes, { syntax: deflated }), isError('BadFileFormat', 0xc000));
    const cut = bytesOf(ctImage(undefined, 5_000), deflated);
    await assert.rejects(
      storeDataSet(bench, cut.subarray(0, cut.length - 20), { syntax: deflated }),
      isError('BadFileFormat', 0xc000),
    );
    assert.deepEqual(await leftovers(bench), []);
  });

  it('when its bringer gives up', async (t) => {
    const bench = await startIngest(t);
    for (const pixelBytes of [16, 1_000_000]) {
      const intake = bench.ingest.beginFile(fromUpload);
      const file = Buffer.concat([fileMetaOf(), bytesOf(ctImage(undefined, pixelBytes))]);
      await intake.write(file.subarray(0, file.length - 10));
      await intake.abort();
      await intake.abort();
    }
    assert.deepEqual(await leftovers(bench), []);
  });

  it('when the index does not take it', async (t) => {
    const full = new IsocenterError('FullStorage', 'full');
    for (const pixelBytes of [16, 300_000]) {
      const bench = await startIngest(t, { indexFault: full });
      await assert.rejects(
        storeDataSet(bench, bytesOf(ctImage(undefined, pixelBytes))),
        isError('FullStorage', 0xa700),
      );
      assert.deepEqual(await leftovers(bench), []);
      assert.deepEqual(bench.events, []);
    }
  });

  it('when it is larger than the archive may be, and full archives refuse', async (t) => {
    const limits = { maximumStorageBytes: 1_000, maximumPatients: 0, mode: 'Reject' } as const;
    const bench = await startIngest(t, { limits });
    const bytes = bytesOf(ctImage(undefined, 2_000));
    await assert.rejects(storeDataSet(bench, bytes), isError('FullStorage', 0xa700));
    assert.deepEqual(await leftovers(bench), []);
  });

  it('when a relay has fetched it and only patients could make room', async (t) => {
    const limits = { maximumStorageBytes: 5_000, maximumPatients: 0, mode: 'Recycle' } as const;
    const isFetched = ({ sopInstanceUid }: ArrivedInstance) => sopInstanceUid === '1.2.2';
    const arrivals: ArrivalObserver = {
      relayedFrom: (instance) => (isFetched(instance) ? 'hospital' : undefined),
      stored() {},
      refused: ({ sopInstanceUid }, { code }) => void refused.push([sopInstanceUid, code]),
    };
    const refused: unknown[] = [];
    const bench = await startIngest(t, { limits, arrivals });
    const store = (number: number) => {
      const sopInstanceUid = `1.2.${number}`;
      const image = ctImage((each) => {
        each.set(Tags.PatientID, 'LO', `PATIENT ${number}`).set(Tags.SOPInstanceUID, 'UI', sopInstanceUid);
      }, 4_000);
      return storeDataSet(bench, bytesOf(image), { command: { sopInstanceUid } });
    };
    const first = await store(1);
    const kept = await leftovers(bench);
    await assert.rejects(store(2), isError('FullStorage', 0xa700));
    assert.deepEqual(await leftovers(bench), kept);
    assert.deepEqual(refused, [['1.2.2', 'FullStorage']]);
    assert.equal((await store(3)).status, 'Success');
    assert.deepEqual(await bench.counts(), [1, 1, 1, 1]);
    await assert.rejects(bench.fileOf(first));
  });

  const noRoom = new IsocenterError('FullStorage', 'disk');
  const faults: readonly (readonly [string, BlobFaults, number])[] = [
    ['a small file cannot be written', { leave: noRoom }, 16],
    ['a large file cannot be written to its end', { flush: noRoom }, 300_000],
    ['a large file cannot be made durable', { sync: noRoom }, 300_000],
    ['bytes cannot be written while they come', { write: noRoom }, 300_000],
  ];
  for (const [name, fault, pixelBytes] of faults) {
    it(`when ${name}`, async (t) => {
      const bench = await startIngest(t, { faults: fault });
      const bytes = bytesOf(ctImage(undefined, pixelBytes));
      await assert.rejects(storeFile(bench, Buffer.concat([fileMetaOf(), bytes])), isError('FullStorage', 0xa700));
      await bench.settle();
      assert.deepEqual(await bench.counts(), [0, 0, 0, 0]);
      assert.deepEqual([...(await bench.files()).keys()], []);
      assert.deepEqual(bench.events, []);
    });
  }

  it('and the same instance can come again', async (t) => {
    const bench = await startIngest(t);
    const bytes = bytesOf(ctImage());
    await assert.rejects(storeDataSet(bench, bytes.subarray(0, bytes.length - 4)));
    assert.equal((await storeDataSet(bench, bytes)).status, 'Success');
    assert.equal((await bench.files()).size, 1);
  });
});

describe('an instance that is refused for two reasons at once', () => {
  it('fails with one of them and leaves no failure unheard', async () => {
    const disk = new IsocenterError('FullStorage', 'disk');
    let writes = 0;
    const stream = new InstanceStream({
      writer: {
        uuid: 'x',
        size: 0,
        // The file meta information is taken, what follows is not.
        write() {
          writes += 1;
          return writes === 1 ? undefined : Promise.reject(disk);
        },
        smallCopy: () => undefined,
        flush: async () => {},
        sync: async () => {},
        leave: async () => {},
        abort: async () => {},
      },
      wantedTags: new Set(),
      hash: true,
      hashThread: undefined,
      characterSet: 'ISO_IR 100',
      dictionary: DataDictionary.standard,
      wholeHeader: false,
    });
    const identity = {
      sopClassUid: '1.2',
      sopInstanceUid: '1.2',
      transferSyntaxUid: '1.2.840.10008.1.2.1',
      sourceAet: 'A',
    };
    await stream.startDataSet(identity);
    await assert.rejects(async () => stream.write(Buffer.alloc(300, 0xff)), { code: 'BadFileFormat' });
    // A rejection that nobody hears would fail this test about now.
    await new Promise((resolve) => setImmediate(resolve));
  });
});
