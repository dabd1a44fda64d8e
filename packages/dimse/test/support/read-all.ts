import type { PduError } from '../../src/errors.ts';
import type { ControlPdu } from '../../src/pdu/pdu.ts';
import { PduReader, type PduReaderLimits } from '../../src/pdu/pdu-reader.ts';

export interface ReadFragment {
  readonly contextId: number;
  readonly control: number;
  readonly bytes: string;
  readonly last: boolean;
}

export interface ReadResult {
  readonly pdus: ControlPdu[];
  readonly fragments: ReadFragment[];
  dataPdus: number;
  error: PduError | undefined;
}

const LIMITS: PduReaderLimits = {
  maxAssociatePduBytes: 65536,
  maxPduBytes: 1024,
  maxAssociateItems: 1000,
  maxPresentationContexts: 128,
};

/** Everything a reader tells about bytes, given at once or in chunks of a size. */
export function readAll(
  bytes: Buffer,
  chunkBytes = bytes.length || 1,
  limits: Partial<PduReaderLimits> = {},
): ReadResult {
  const result: ReadResult = { pdus: [], fragments: [], dataPdus: 0, error: undefined };
  const reader = new PduReader(
    {
      controlPdu: (pdu) => result.pdus.push(pdu),
      dataPdu: () => {
        result.dataPdus += 1;
      },
      fragment: (contextId, control, part, last) =>
        result.fragments.push({ contextId, control, bytes: part.toString('latin1'), last }),
      invalidPdu: (error) => {
        result.error = error;
      },
    },
    { ...LIMITS, ...limits },
  );
  for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
    reader.push(bytes.subarray(offset, offset + chunkBytes));
  }
  return result;
}
