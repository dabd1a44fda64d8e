import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { encodeFileMeta, TransferSyntaxes } from '@isocenter/dicom';
import { IMPLEMENTATION_CLASS_UID } from '@isocenter/dimse';
import { generateInstances, type InstanceLoad, instanceCount } from '../data-sets.ts';
import { SERVER_AET } from '../servers/server-program.ts';
import type { Workbench } from '../workbench.ts';
import type { Client, LoadResult } from './client.ts';
import { studyReturnKeys } from './study-query.ts';

/** storescu, findscu and movescu; the time is that of the whole process, with its files and its association. */
export class DcmtkClient implements Client {
  readonly #workbench: Workbench;
  readonly #folders = new Map<string, readonly string[]>();

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  async prepare(load: InstanceLoad): Promise<void> {
    await this.#foldersOf(load);
  }

  async store(port: number, load: InstanceLoad): Promise<LoadResult> {
    const folders = await this.#foldersOf(load);
    const seconds = await this.#timed(
      folders.map((folder) => ['storescu', '-aec', SERVER_AET, '+sd', '+r', '127.0.0.1', String(port), folder]),
    );
    return { seconds, count: instanceCount(load) };
  }

  async find(port: number, patientName: string): Promise<LoadResult> {
    const keys = studyReturnKeys.flatMap(({ keyword }) => (keyword === 'PatientName' ? [] : ['-k', keyword]));
    const query = ['-S', '-k', 'QueryRetrieveLevel=STUDY', '-k', `PatientName=${patientName}`, ...keys];
    const seconds = await this.#timed([['findscu', '-q', '-aec', SERVER_AET, ...query, '127.0.0.1', String(port)]]);
    return { seconds, count: Number.NaN };
  }

  async move(port: number, destinationAet: string, studyInstanceUid: string): Promise<LoadResult> {
    const query = ['-S', '-k', 'QueryRetrieveLevel=STUDY', '-k', `StudyInstanceUID=${studyInstanceUid}`];
    const seconds = await this.#timed([
      ['movescu', '-q', '-aec', SERVER_AET, '-aem', destinationAet, ...query, '127.0.0.1', String(port)],
    ]);
    return { seconds, count: Number.NaN };
  }

  /** Runs tools side by side. */
  async #timed(commands: readonly (readonly string[])[]): Promise<number> {
    const startedAt = performance.now();
    await Promise.all(
      commands.map(([file = '', ...args]) => this.#workbench.run(file, args, { ...process.env, TCP_NODELAY: '1' })),
    );
    return (performance.now() - startedAt) / 1000;
  }

  /** The files of a load, a folder for each association. */
  async #foldersOf(load: InstanceLoad): Promise<readonly string[]> {
    const description = JSON.stringify(load);
    const known = this.#folders.get(description);
    if (known !== undefined) return known;
    const root = await this.#workbench.makeDirectory();
    const folders = Array.from({ length: load.associations }, (_, index) => join(root, String(index)));
    for (const folder of folders) await mkdir(folder);
    for (const { study, sopClassUid, sopInstanceUid, chunks } of generateInstances(load)) {
      const meta = encodeFileMeta({
        mediaStorageSopClassUid: sopClassUid,
        mediaStorageSopInstanceUid: sopInstanceUid,
        transferSyntaxUid: TransferSyntaxes.ExplicitVRLittleEndian.uid,
        implementationClassUid: IMPLEMENTATION_CLASS_UID,
      });
      const file = join(folders[study % load.associations] ?? root, `${sopInstanceUid}.dcm`);
      await writeFile(file, Buffer.concat([meta, ...chunks]));
    }
    this.#folders.set(description, folders);
    return folders;
  }
}
