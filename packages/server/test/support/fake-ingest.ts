import { parseFileHeader, Tags } from '@isocenter/dicom';
import type { Ingest } from '../../src/ingest/ingest.ts';
import type { InstanceOrigin } from '../../src/ingest/origin.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';

type Arrival = Parameters<Ingest['beginDataSet']>[0];

export interface ReceivedDataSet extends Arrival {
  readonly bytes: Buffer;
}

/** Keeps the data sets and files that arrive; those whose SOP Instance UID is in `refused` fail at their end. */
export class FakeIngest implements Pick<Ingest, 'beginDataSet' | 'beginFile'> {
  readonly received: ReceivedDataSet[] = [];
  readonly refused = new Set<string>();

  /** Intakes that were given up. */
  aborted = 0;

  beginDataSet(arrival: Arrival) {
    return this.#begin(() => arrival);
  }

  /** Known by its file meta information. */
  beginFile(origin: InstanceOrigin) {
    return this.#begin((bytes) => arrivalOf(bytes, origin));
  }

  #begin(arrivalFrom: (bytes: Buffer) => Arrival) {
    const chunks: Uint8Array[] = [];
    return {
      write(chunk: Uint8Array): undefined {
        // The chunk is a part of the connection's buffer.
        chunks.push(Uint8Array.from(chunk));
      },
      finish: async () => {
        const bytes = Buffer.concat(chunks);
        const arrival = arrivalFrom(bytes);
        const { sopClassUid, sopInstanceUid } = arrival;
        if (this.refused.has(sopInstanceUid)) throw new IsocenterError('FullStorage', 'No room');
        this.received.push({ ...arrival, bytes });
        const publicIds = { Patient: '', Study: '', Series: '', Instance: `public ${sopInstanceUid}` };
        const none = { tags: {}, folded: {}, metadata: {} };
        const records = { Patient: none, Study: none, Series: none, Instance: none };
        const { length: size } = bytes;
        return { status: 'Success', publicIds, created: [], sopClassUid, sopInstanceUid, records, size } as const;
      },
      abort: async () => {
        this.aborted += 1;
      },
    };
  }
}

function arrivalOf(bytes: Buffer, origin: InstanceOrigin): Arrival {
  const header = bytes.toString('latin1', 128, 132) === 'DICM' ? parseFileHeader(bytes, { complete: true }) : undefined;
  if (header === undefined || header === 'need more') throw new IsocenterError('BadFileFormat', 'No DICOM file');
  const { fileMeta, transferSyntax } = header;
  return {
    sopClassUid: fileMeta?.text(Tags.MediaStorageSOPClassUID) ?? '',
    sopInstanceUid: fileMeta?.text(Tags.MediaStorageSOPInstanceUID) ?? '',
    transferSyntaxUid: transferSyntax.uid,
    origin,
  };
}
