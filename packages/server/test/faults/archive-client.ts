import { DataSet, encodeDataSetToBytes, parseTag, TransferSyntaxes } from '@isocenter/dicom';
import { type Association, type ConnectOptions, connect, type MoveResponse } from '@isocenter/dimse';
import { ctImageStorage, explicitLittleEndian, type GeneratedInstance } from './generated-instances.ts';

export const verification = '1.2.840.10008.1.1';
export const studyRootFind = '1.2.840.10008.5.1.4.1.2.2.1';
export const studyRootMove = '1.2.840.10008.5.1.4.1.2.2.2';

/** An association with the server for everything the tests ask of it, without window of asynchronous operations. */
export function associate(port: number, options: Partial<ConnectOptions> = {}): Promise<Association> {
  return connect({
    host: '127.0.0.1',
    port,
    callingAet: 'FAULTS',
    calledAet: 'ISOCENTER',
    contexts: [verification, ctImageStorage, studyRootFind, studyRootMove].map((abstractSyntax) => ({
      abstractSyntax,
      transferSyntaxes: [explicitLittleEndian],
    })),
    ...options,
  });
}

/** The status of one C-STORE. */
export async function store(association: Association, instance: GeneratedInstance): Promise<number> {
  const { dataSet, sopClassUid, sopInstanceUid } = instance;
  return (await association.store({ sopClassUid, sopInstanceUid, dataSet })).status;
}

/** Stores all of them over one association; anything but success is an error. */
export async function storeAll(port: number, instances: readonly GeneratedInstance[]): Promise<void> {
  const association = await associate(port, { asyncOperations: { invoked: 16, performed: 1 } });
  const statuses = await Promise.all(instances.map((instance) => store(association, instance)));
  const refused = statuses.find((status) => status !== 0);
  await association.release();
  if (refused !== undefined) throw new Error(`C-STORE answered ${refused.toString(16)}`);
}

/** Every response of a C-MOVE of one study. */
export async function moveStudy(
  association: Association,
  studyInstanceUid: string,
  moveDestination: string,
): Promise<MoveResponse[]> {
  const identifier = keys({ '0008,0052': ['CS', 'STUDY'], '0020,000d': ['UI', studyInstanceUid] });
  const responses: MoveResponse[] = [];
  for await (const response of association.move({ sopClassUid: studyRootMove, moveDestination, identifier })) {
    responses.push(response);
  }
  return responses;
}

/** An identifier in explicit VR little endian. */
export function keys(
  elements: Readonly<Record<string, readonly [vr: 'CS' | 'UI' | 'LT' | 'PN', value: string]>>,
): Uint8Array {
  const dataSet = new DataSet();
  for (const [name, [vr, value]] of Object.entries(elements)) {
    const tag = parseTag(name);
    if (tag === undefined) throw new RangeError(`not a tag: ${name}`);
    dataSet.set(tag, vr, value);
  }
  return encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian);
}

/** Whether the server answers a C-ECHO. */
export async function answersEcho(port: number): Promise<boolean> {
  const association = await associate(port);
  const { status } = await association.echo();
  await association.release();
  return status === 0;
}
