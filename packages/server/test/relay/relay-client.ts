import { DataSet, encodeDataSetToBytes, Tags, TransferSyntaxes } from '@isocenter/dicom';
import { type Association, connect, type RetrieveResponse } from '@isocenter/dimse';
import { ctImageStorage, explicitLittleEndian } from '../faults/generated-instances.ts';

/** Study Root (PS3.4 C.6.2.3). */
const studyRootFind = '1.2.840.10008.5.1.4.1.2.2.1';
const studyRootMove = '1.2.840.10008.5.1.4.1.2.2.2';
const studyRootGet = '1.2.840.10008.5.1.4.1.2.2.3';

const keyTags = {
  PatientID: [Tags.PatientID, 'LO'],
  StudyInstanceUID: [Tags.StudyInstanceUID, 'UI'],
  AccessionNumber: [Tags.AccessionNumber, 'SH'],
  SeriesInstanceUID: [Tags.SeriesInstanceUID, 'UI'],
  SOPInstanceUID: [Tags.SOPInstanceUID, 'UI'],
} as const;

/** What a client wants: level and unique keys. */
export interface Wanted extends Partial<Record<keyof typeof keyTags, string | readonly string[]>> {
  readonly level: 'PATIENT' | 'STUDY' | 'SERIES' | 'IMAGE';
}

export interface RetrieveChoice {
  readonly callingAet?: string;
  /** Of C-MOVE. */
  readonly destination?: string;
  /** C-CANCEL. */
  readonly signal?: AbortSignal;
  readonly onResponse?: (response: RetrieveResponse, association: Association) => void;
  /** Status of each C-STORE of a C-GET. */
  readonly onStore?: (sopInstanceUid: string) => Promise<number> | number;
}

/** What a client got. */
export interface Retrieved {
  readonly final: RetrieveResponse;
  readonly pending: readonly RetrieveResponse[];
  /** The longest time without any message, from the request on. */
  readonly longestSilenceMs: number;
  /** By C-GET: data sets in the order in which they came. */
  readonly stored: readonly { readonly sopInstanceUid: string; readonly dataSet: Buffer }[];
}

export function identifierOf({ level, ...keys }: Wanted): Uint8Array {
  const identifier = new DataSet().set(Tags.QueryRetrieveLevel, 'CS', level);
  for (const [name, value] of Object.entries(keys)) {
    const [tag, vr] = keyTags[name as keyof typeof keyTags];
    identifier.set(tag, vr, typeof value === 'string' ? value : [...value]);
  }
  return encodeDataSetToBytes(identifier, TransferSyntaxes.ExplicitVRLittleEndian);
}

/** A C-MOVE of a client that waits for its end, on an association of its own. */
export async function clientMove(port: number, wanted: Wanted, choice: RetrieveChoice = {}): Promise<Retrieved> {
  const { destination = 'DEST', signal } = choice;
  const association = await clientAssociation(port, choice);
  const request = {
    sopClassUid: studyRootMove,
    moveDestination: destination,
    identifier: identifierOf(wanted),
    ...(signal !== undefined && { signal }),
  };
  return outcomeOf(association, association.move(request), choice, []);
}

/** A C-GET of such a client. */
export async function clientGet(port: number, wanted: Wanted, choice: RetrieveChoice = {}): Promise<Retrieved> {
  const { onStore = () => 0, signal } = choice;
  const association = await clientAssociation(port, choice);
  const stored: { sopInstanceUid: string; dataSet: Buffer }[] = [];
  const responses = association.get({
    sopClassUid: studyRootGet,
    identifier: identifierOf(wanted),
    ...(signal !== undefined && { signal }),
    async onStore({ dataSet, sopInstanceUid }) {
      const chunks = await Array.fromAsync(dataSet, (chunk) => Uint8Array.from(chunk));
      stored.push({ sopInstanceUid, dataSet: Buffer.concat(chunks) });
      return { status: await onStore(sopInstanceUid) };
    },
  });
  return outcomeOf(association, responses, choice, stored);
}

export function clientAssociation(port: number, { callingAet = 'CLIENT' }: RetrieveChoice = {}): Promise<Association> {
  return connect({
    host: '127.0.0.1',
    port,
    callingAet,
    calledAet: 'ISOCENTER',
    contexts: [
      ...[studyRootFind, studyRootMove, studyRootGet].map((abstractSyntax) => ({
        abstractSyntax,
        transferSyntaxes: [explicitLittleEndian],
      })),
      { abstractSyntax: ctImageStorage, transferSyntaxes: [explicitLittleEndian], scuRole: true, scpRole: true },
    ],
  });
}

async function outcomeOf(
  association: Association,
  responses: AsyncIterable<RetrieveResponse>,
  { onResponse }: RetrieveChoice,
  stored: Retrieved['stored'],
): Promise<Retrieved> {
  const pending: RetrieveResponse[] = [];
  let final: RetrieveResponse | undefined;
  let [heardAtMs, longestSilenceMs] = [performance.now(), 0];
  for await (const response of responses) {
    longestSilenceMs = Math.max(longestSilenceMs, performance.now() - heardAtMs);
    heardAtMs = performance.now();
    if (response.category === 'pending') pending.push(response);
    else final = response;
    onResponse?.(response, association);
  }
  await association.release().catch(() => undefined);
  if (final === undefined) throw new Error('A retrieve ended without a response');
  return { final, pending, longestSilenceMs, stored };
}
