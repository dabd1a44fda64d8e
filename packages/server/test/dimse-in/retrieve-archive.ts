import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { DataSet, encodeDataSetToBytes, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { RetrieveObserver } from '../../src/dimse-in/retrieve-observer.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { newInstance, noLimits } from '../index/contract/new-instance.ts';
import { type FileChoice, MemoryFiles } from '../retrieve/memory-files.ts';

export const studyInstanceUid = '1.2.3';
export const studyRoot = {
  move: '1.2.840.10008.5.1.4.1.2.2.2',
  get: '1.2.840.10008.5.1.4.1.2.2.3',
} as const;

/** One study of a real index, its files in memory. */
export interface RetrieveArchive {
  readonly index: IndexStore;
  readonly files: MemoryFiles;
  /** In the order of a retrieve. */
  readonly sopInstanceUids: readonly string[];
  /** What the metrics hear. */
  readonly observed: string[];
  readonly observer: RetrieveObserver;
}

export async function startRetrieveArchive(t: TestContext, choices: readonly FileChoice[]): Promise<RetrieveArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-retrieve-'));
  const { index } = await openSqliteIndex(folder);
  t.after(async () => {
    await index.close();
    await rm(folder, { recursive: true, force: true });
  });
  const files = new MemoryFiles();
  const sopInstanceUids: string[] = [];
  for (const [number, choice] of choices.entries()) {
    const { instance } = files.add(String(number), choice);
    const { attachment, sopClassUid, sopInstanceUid, transferSyntaxUid } = instance;
    const row = newInstance({
      study: studyInstanceUid,
      instance: sopInstanceUid,
      index: number,
      uuid: attachment.uuid,
      size: attachment.compressedSize,
      sopClassUid,
    });
    await index.storeInstance({ ...row, transferSyntaxUid }, noLimits);
    sopInstanceUids.push(sopInstanceUid);
  }
  const observed: string[] = [];
  const observer: RetrieveObserver = {
    subOperationEnded: (service, outcome) => observed.push(`${service} ${outcome}`),
    retrieveEnded: (service, _, { status }) => observed.push(`${service} ${status.toString(16).padStart(4, '0')}`),
  };
  return { index, files, sopInstanceUids, observed, observer };
}

/** An Identifier at study level, in implicit VR. */
export function studyIdentifier(uid = studyInstanceUid, level = 'STUDY'): Uint8Array {
  const dataSet = new DataSet().set(Tags.QueryRetrieveLevel, 'CS', level).set(Tags.StudyInstanceUID, 'UI', uid);
  return encodeDataSetToBytes(dataSet, TransferSyntaxes.ImplicitVRLittleEndian);
}
