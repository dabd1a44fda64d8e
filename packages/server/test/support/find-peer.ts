import type { TestContext } from 'node:test';
import { DataSet, encodeDataSetToBytes, parseDataSet, Tags, transferSyntaxOf, type VR } from '@isocenter/dicom';
import type { CommandStatus, ScpHandlers } from '@isocenter/dimse';
import { startPeer } from './remote-peer.ts';

/** One attribute of an answer. */
export type AnswerField = readonly [tag: number, vr: VR, value: string];

export interface FindPeerOptions {
  /** The status after the answers. */
  readonly end?: CommandStatus;
  readonly refused?: readonly string[];
}

export interface FindPeer {
  readonly port: number;
  /** What it was asked: information models and Identifiers. */
  readonly questions: { readonly sopClassUid: string; readonly identifier: DataSet }[];
}

export function answerOf(...fields: readonly AnswerField[]): DataSet {
  const answer = new DataSet().set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 100');
  for (const [tag, vr, value] of fields) answer.set(tag, vr, value);
  return answer;
}

/** An application that answers every C-FIND with the same data sets. */
export async function startFindPeer(
  t: TestContext,
  answers: Iterable<DataSet>,
  { end = { status: 0x0000 }, refused = [] }: FindPeerOptions = {},
): Promise<FindPeer> {
  const questions: FindPeer['questions'] = [];
  const find: ScpHandlers['find'] = async function* (operation) {
    const syntax = transferSyntaxOf(operation.presentationContext.transferSyntax);
    if (syntax === undefined) throw new Error('An unknown transfer syntax was accepted');
    const identifier = parseDataSet(await operation.identifier(), syntax);
    questions.push({ sopClassUid: operation.sopClassUid, identifier });
    for (const answer of answers) yield encodeDataSetToBytes(answer, syntax);
    return end;
  };
  const { port } = await startPeer(t, { find }, { refused });
  return { port, questions };
}
