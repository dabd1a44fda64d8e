import type { Ingest } from '../../src/ingest/ingest.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';

type Arrival = Parameters<Ingest['beginDataSet']>[0];

export interface ReceivedDataSet extends Arrival {
  readonly bytes: Buffer;
}

/** Keeps the data sets that arrive; those whose SOP Instance UID is in `refused` fail at their end. */
export class FakeIngest implements Pick<Ingest, 'beginDataSet'> {
  readonly received: ReceivedDataSet[] = [];
  readonly refused = new Set<string>();

  beginDataSet(arrival: Arrival) {
    const chunks: Uint8Array[] = [];
    return {
      write(chunk: Uint8Array): undefined {
        // The chunk is a part of the connection's buffer.
        chunks.push(Uint8Array.from(chunk));
      },
      finish: async () => {
        const { sopClassUid, sopInstanceUid } = arrival;
        if (this.refused.has(sopInstanceUid)) throw new IsocenterError('FullStorage', 'No room');
        const bytes = Buffer.concat(chunks);
        this.received.push({ ...arrival, bytes });
        const publicIds = { Patient: '', Study: '', Series: '', Instance: `public ${sopInstanceUid}` };
        const none = { tags: {}, folded: {}, metadata: {} };
        const records = { Patient: none, Study: none, Series: none, Instance: none };
        const { length: size } = bytes;
        return { status: 'Success', publicIds, created: [], sopClassUid, sopInstanceUid, records, size } as const;
      },
      abort: async () => undefined,
    };
  }
}
