import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import {
  encodeDataSetToBytes,
  encodeFileMeta,
  generateUid,
  parseDataSet,
  parseFileHeader,
  TransferSyntaxes,
} from '@isocenter/dicom';
import type { Logger } from '../logging/logger.ts';
import { implementation } from '../model/implementation.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Worklist, WorklistSource } from './worklist-source.ts';

/** Files read at a time. */
const pageSize = 20;

/** Longer files are no worklists. */
const maxFileBytes = 4 * 1024 * 1024;

const extension = '.wl';

/** What DCMTK writes as the SOP class of worklist files, which have none in the standard. */
const worklistFileClass = '1.2.276.0.7230010.3.1.0.1';

const writtenSyntax = TransferSyntaxes.ExplicitVRLittleEndian;

export interface FolderWorklistsOptions {
  readonly folder: string;
  /** Terms to assume for files that name no character set. */
  readonly characterSet: () => readonly string[];
  readonly logger: Logger;
}

/** Worklists in the files of a folder, which other programs may add and remove at any time; ids are their names. */
export class FolderWorklists implements WorklistSource {
  readonly #options: FolderWorklistsOptions;

  constructor(options: FolderWorklistsOptions) {
    this.#options = options;
  }

  async *list(): AsyncGenerator<readonly Worklist[]> {
    const names = await this.#names();
    for (let at = 0; at < names.length; at += pageSize) {
      const read = await Promise.all(names.slice(at, at + pageSize).map((name) => this.#read(name)));
      yield read.filter((worklist) => worklist !== undefined);
    }
  }

  async get(id: string): Promise<Worklist | undefined> {
    const name = await this.#nameOf(id);
    return name === undefined ? undefined : this.#read(name);
  }

  /** The file is whole when it has its name. */
  async put({ dataSet, id }: Worklist): Promise<void> {
    const { folder } = this.#options;
    if (!isFileName(id)) throw new IsocenterError('BadRequest', 'The id of a worklist cannot be the name of a file');
    const name = (await this.#nameOf(id)) ?? `${id}${extension}`;
    const temporary = join(folder, `.${randomUUID()}`);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(temporary, [fileMeta(), encodeDataSetToBytes(dataSet, writtenSyntax)]);
      await rename(temporary, join(folder, name));
    } catch (cause) {
      await rm(temporary, { force: true });
      throw new IsocenterError('CannotWriteFile', 'The worklist cannot be written', { cause });
    }
  }

  async delete(id: string): Promise<boolean> {
    const name = await this.#nameOf(id);
    if (name === undefined) return false;
    await rm(join(this.#options.folder, name), { force: true });
    return true;
  }

  async #names(): Promise<readonly string[]> {
    const { folder, logger } = this.#options;
    try {
      const names = await readdir(folder);
      return names.filter((name) => extname(name).toLowerCase() === extension).sort();
    } catch (error) {
      logger.error('The folder of worklists cannot be read', { error });
      return [];
    }
  }

  /** The extension may be in any case. */
  async #nameOf(id: string): Promise<string | undefined> {
    if (!isFileName(id)) return undefined;
    return (await this.#names()).find((name) => idOf(name) === id);
  }

  async #read(name: string): Promise<Worklist | undefined> {
    const { characterSet, folder, logger } = this.#options;
    try {
      const bytes = await readWhole(join(folder, name));
      const header = parseFileHeader(bytes, { complete: true });
      if (header === 'need more') throw new IsocenterError('BadFileFormat', 'The file meta information has no end');
      const dataSet = parseDataSet(bytes.subarray(header.dataSetOffset), header.transferSyntax, {
        fallbackCharacterSet: characterSet().join('\\'),
      });
      return { id: idOf(name), createdAtMs: undefined, dataSet };
    } catch (error) {
      logger.warn('A worklist file cannot be read', { file: name, error });
      return undefined;
    }
  }
}

async function readWhole(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size > maxFileBytes) throw new IsocenterError('BadFileFormat', `The file is longer than ${maxFileBytes} bytes`);
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await file.read(bytes, 0, size, 0);
  return bytes.subarray(0, bytesRead);
}

function idOf(name: string): string {
  return basename(name, extname(name));
}

function isFileName(id: string): boolean {
  return id !== '' && !id.startsWith('.') && !/[/\\\0]/.test(id) && id.length <= 200;
}

function fileMeta(): Uint8Array {
  return encodeFileMeta({
    mediaStorageSopClassUid: worklistFileClass,
    mediaStorageSopInstanceUid: generateUid(),
    transferSyntaxUid: writtenSyntax.uid,
    ...implementation,
  });
}
