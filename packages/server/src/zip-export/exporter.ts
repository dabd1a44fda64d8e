import { transferSyntaxOf } from '@isocenter/dicom';
import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { ArchiveLayout } from './archive-layout.ts';
import { DicomDirectory } from './dicomdir/dicom-directory.ts';
import { readingForDirectory } from './dicomdir/directory-reading.ts';
import type { ExportFile } from './export-file.ts';
import { canBecome, type InstanceFiles, requireTransferSyntax } from './instance-files.ts';
import { type ExportedResource, instancesOf } from './selection.ts';
import { type ZipEntry, zipChunks } from './zip-chunks.ts';

/** What a ZIP shall hold. */
export interface ExportRequest {
  readonly resources: readonly ExportedResource[];
  /** `archive`: folders named for people; `media`: a DICOM file-set with its DICOMDIR. */
  readonly form: 'archive' | 'media';
  /** Names in UTF-8, of an archive. */
  readonly utf8: boolean;
  /** Descriptions in the DICOMDIR, of media. */
  readonly extended: boolean;
  /** Undefined: files as they are stored. */
  readonly transferSyntaxUid?: string | undefined;
}

export interface ExportSize {
  readonly instances: number;
  readonly bytes: number;
}

export interface ExporterOptions {
  readonly index: Pick<IndexStore, 'findResources' | 'listInstances'>;
  readonly files: InstanceFiles;
  /** `TemporaryDirectory`. */
  readonly temporaryFolder: string;
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
  readonly now: () => Date;
}

const fileSetId = 'ISOCENTER';

/** Makes ZIP archives and DICOM media of stored resources, as they are read. */
export class Exporter {
  readonly #options: ExporterOptions;

  constructor(options: ExporterOptions) {
    this.#options = options;
  }

  /**
   * What the files are together.
   * @throws IsocenterError ParameterOutOfRange for an unknown transfer syntax, NotImplemented for one that they cannot
   *   be written in
   */
  async measure({
    resources,
    transferSyntaxUid,
  }: Pick<ExportRequest, 'resources' | 'transferSyntaxUid'>): Promise<ExportSize> {
    const wanted = transferSyntaxUid === undefined ? undefined : requireTransferSyntax(transferSyntaxUid);
    let instances = 0;
    let bytes = 0;
    for await (const page of instancesOf(this.#options.index, resources)) {
      instances += page.length;
      for (const { attachment, transferSyntaxUid: stored } of page) {
        bytes += attachment.uncompressedSize;
        if (wanted === undefined || canBecome(stored, wanted)) continue;
        throw new IsocenterError('NotImplemented', `Files in ${stored} cannot be written in ${wanted.uid}`);
      }
    }
    return { instances, bytes };
  }

  /** The ZIP; `onBytes` hears how much of the instances has gone in. */
  zip(request: ExportRequest, onBytes: (bytes: number) => void = () => {}): AsyncGenerator<Uint8Array> {
    const entries = request.form === 'archive' ? this.#archive(request, onBytes) : this.#media(request, onBytes);
    return zipChunks(entries, { date: this.#options.now() });
  }

  async *#archive(request: ExportRequest, onBytes: (bytes: number) => void): AsyncGenerator<ZipEntry> {
    const { files, index } = this.#options;
    const patientTags = (instance: StoredInstance) => files.patientTags(instance);
    const layout = new ArchiveLayout({ index, utf8: request.utf8, patientTags });
    for await (const page of layout.files(instancesOf(index, request.resources))) {
      for (const file of page) {
        const syntax = request.transferSyntaxUid ?? file.instance.transferSyntaxUid;
        yield this.#entry(file, syntax, files.chunks(file.instance, syntax), onBytes);
      }
    }
  }

  async *#media(request: ExportRequest, onBytes: (bytes: number) => void): AsyncGenerator<ZipEntry> {
    const { encoding, files, index, temporaryFolder } = this.#options;
    await using directory = new DicomDirectory({ extended: request.extended, temporaryFolder, fileSetId });
    let number = 0;
    for await (const page of instancesOf(index, request.resources)) {
      for (const instance of page) {
        const fileId = ['IMAGES', `IM${number}`];
        number += 1;
        const { sopClassUid, sopInstanceUid } = instance;
        const transferSyntaxUid = request.transferSyntaxUid ?? instance.transferSyntaxUid;
        const chunks = files.chunks(instance, transferSyntaxUid);
        const read = readingForDirectory(chunks, encoding.terms.join('\\'), (dataSet) =>
          directory.add(dataSet, { fileId, sopClassUid, sopInstanceUid, transferSyntaxUid }),
        );
        yield this.#entry({ path: fileId.join('/'), instance }, transferSyntaxUid, read, onBytes);
      }
    }
    yield { path: 'DICOMDIR', compress: true, chunks: directory.chunks() };
  }

  #entry(
    { instance, path }: ExportFile,
    transferSyntaxUid: string,
    chunks: AsyncIterable<Uint8Array>,
    onBytes: (bytes: number) => void,
  ): ZipEntry {
    const syntax = transferSyntaxOf(transferSyntaxUid);
    const compress = syntax !== undefined && !syntax.encapsulated && !syntax.deflated;
    return { path, compress, chunks: counted(chunks, () => onBytes(instance.attachment.uncompressedSize)) };
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncGenerator<Uint8Array> {
  yield* chunks;
  onEnd();
}
