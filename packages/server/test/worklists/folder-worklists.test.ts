import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
  type DataSet,
  encodeDataSetToBytes,
  encodeFileMeta,
  parseFileHeader,
  Tags,
  TransferSyntaxes,
} from '@isocenter/dicom';
import { silentLogger } from '../../src/logging/logger.ts';
import { FolderWorklists } from '../../src/worklists/folder-worklists.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sampleWorklist } from './sample-worklist.ts';

async function startFolder(t: TestContext, folder?: string) {
  const temporary = await temporaryFolder();
  t.after(() => temporary[Symbol.asyncDispose]());
  const path = folder === undefined ? temporary.path : join(temporary.path, folder);
  const source = new FolderWorklists({ folder: path, characterSet: () => ['ISO_IR 100'], logger: silentLogger });
  return {
    path,
    source,
    async ids() {
      const ids: string[] = [];
      for await (const page of source.list()) ids.push(...page.map(({ id }) => id));
      return ids;
    },
  };
}

/** A file as DCMTK's dump2dcm writes it. */
function worklistFile(dataSet: DataSet): Buffer {
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: '1.2.276.0.7230010.3.1.0.1',
    mediaStorageSopInstanceUid: '1.2.3',
    transferSyntaxUid: TransferSyntaxes.ExplicitVRLittleEndian.uid,
    implementationClassUid: '1.2.4',
  });
  return Buffer.concat([meta, encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian)]);
}

test('the files of other programs are worklists, with or without file meta information', async (t) => {
  const { ids, path, source } = await startFolder(t);
  await writeFile(join(path, 'b.wl'), worklistFile(sampleWorklist({ patientId: 'B' })));
  const bare = encodeDataSetToBytes(sampleWorklist({ patientId: 'A' }), TransferSyntaxes.ImplicitVRLittleEndian);
  await writeFile(join(path, 'a.WL'), bare);
  await writeFile(join(path, 'lockfile'), '');
  await writeFile(join(path, 'c.dump'), 'text');
  assert.deepEqual(await ids(), ['a', 'b']);
  assert.equal((await source.get('a'))?.dataSet.text(Tags.PatientID), 'A');
  assert.equal((await source.get('b'))?.dataSet.text(Tags.PatientID), 'B');
  assert.equal(await source.get('c'), undefined);
});

test('a file that cannot be read is passed over', async (t) => {
  const { ids, path } = await startFolder(t);
  const file = worklistFile(sampleWorklist());
  await writeFile(join(path, 'good.wl'), file);
  await writeFile(join(path, 'cut.wl'), file.subarray(0, file.length - 5));
  await writeFile(join(path, 'empty.wl'), '');
  await writeFile(join(path, 'huge.wl'), Buffer.concat([file, Buffer.alloc(5 * 1024 * 1024)]));
  await writeFile(join(path, 'text.wl'), 'x'.repeat(1000));
  await mkdir(join(path, 'folder.wl'));
  assert.deepEqual(await ids(), ['good']);
});

test('a file without a character set is in that of the server', async (t) => {
  const { path, source } = await startFolder(t);
  const latin = worklistFile(sampleWorklist({ patientName: 'Müller' }));
  // (0008,0005), 8 bytes and a value of 10, is the first element.
  const at = parseFileHeader(latin, { complete: true });
  assert.ok(at !== 'need more');
  await writeFile(
    join(path, 'a.wl'),
    Buffer.concat([latin.subarray(0, at.dataSetOffset), latin.subarray(at.dataSetOffset + 18)]),
  );
  const dataSet = (await source.get('a'))?.dataSet;
  assert.deepEqual([dataSet?.has(Tags.SpecificCharacterSet), dataSet?.text(Tags.PatientName)], [false, 'Müller']);
});

test('a worklist is written as a file, replaced and deleted', async (t) => {
  const { ids, path, source } = await startFolder(t, 'not/yet/there');
  assert.deepEqual(await ids(), []);
  await source.put({
    id: 'w',
    createdAtMs: 0,
    dataSet: sampleWorklist({ patientName: '山田^太郎', characterSet: 'ISO_IR 192' }),
  });
  assert.deepEqual(await readdir(path), ['w.wl']);
  assert.equal((await source.get('w'))?.dataSet.text(Tags.PatientName), '山田^太郎');
  await source.put({ id: 'w', createdAtMs: 0, dataSet: sampleWorklist({ patientId: 'P2' }) });
  assert.equal((await source.get('w'))?.dataSet.text(Tags.PatientID), 'P2');
  assert.deepEqual([await source.delete('w'), await source.delete('w')], [true, false]);
  assert.deepEqual(await readdir(path), []);
});

test('no id leads out of the folder', async (t) => {
  const { path, source } = await startFolder(t, 'inner');
  await mkdir(path);
  await writeFile(join(path, '..', 'outer.wl'), worklistFile(sampleWorklist()));
  for (const id of ['../outer', '..\\outer', '/etc/passwd', '..', '.', '', 'a\0b', 'x'.repeat(300)]) {
    assert.equal(await source.get(id), undefined);
    assert.equal(await source.delete(id), false);
    const put = source.put({ id, createdAtMs: 0, dataSet: sampleWorklist() });
    await assert.rejects(put, { code: 'BadRequest' });
  }
  assert.deepEqual(await readdir(join(path, '..')), ['inner', 'outer.wl']);
});
