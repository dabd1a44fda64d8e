import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DataSet, parseDataSet, parseFileHeader, Tags, type TransferSyntax } from '@isocenter/dicom';

/** A DICOM file, taken apart. */
export interface ReceivedFile {
  readonly sopInstanceUid: string;
  readonly transferSyntax: TransferSyntax;
  /** What follows the file meta information: the bytes that went over the network. */
  readonly dataSetBytes: Buffer;
  readonly dataSet: DataSet;
}

export function parseReceivedFile(bytes: Buffer): ReceivedFile {
  const header = parseFileHeader(bytes, { complete: true });
  if (header === 'need more') throw new Error('the file ends in its file meta information');
  const { dataSetOffset, transferSyntax } = header;
  const dataSetBytes = bytes.subarray(dataSetOffset);
  const dataSet = parseDataSet(dataSetBytes, transferSyntax);
  return { sopInstanceUid: dataSet.text(Tags.SOPInstanceUID) ?? '', transferSyntax, dataSetBytes, dataSet };
}

/** The folder that a receiver writes to. */
export class ReceivedFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  read(): ReceivedFile[] {
    return readdirSync(this.folder).map((name) => parseReceivedFile(readFileSync(join(this.folder, name))));
  }

  /** SOP Instance UIDs, sorted. */
  uids(): string[] {
    return this.read()
      .map(({ sopInstanceUid }) => sopInstanceUid)
      .sort();
  }

  /** Where the only file is. */
  path(): string {
    const [name, ...others] = readdirSync(this.folder);
    if (name === undefined || others.length > 0) throw new Error(`not one file but ${others.length + (name ? 1 : 0)}`);
    return join(this.folder, name);
  }

  /** The only file. */
  single(): ReceivedFile {
    return parseReceivedFile(readFileSync(this.path()));
  }

  clear(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name));
  }
}
