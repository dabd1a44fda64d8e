import { DataSet, encodeDataSetToBytes, generateUid, SopClasses, Tags, transferSyntaxOf } from '@isocenter/dicom';
import { type Association, Status } from '@isocenter/dimse';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { AssociationOpener } from './association-opener.ts';
import { type Destination, destinationKey } from './destination.ts';
import { serviceContext } from './service-contexts.ts';
import { statusError } from './status-error.ts';
import { withAssociation } from './with-association.ts';

export interface EchoModalityOptions {
  /** Also ask for a study that does not exist, which tests that C-FIND is allowed and works. */
  readonly checkFind: boolean;
}

const findModel = SopClasses.StudyRootQueryRetrieveInformationModelFind;

/** Resolves when the modality has answered C-ECHO (PS3.4 A) and the C-FIND. @throws IsocenterError */
export async function echoModality(
  opener: Pick<AssociationOpener, 'open'>,
  destination: Destination,
  { checkFind }: EchoModalityOptions,
): Promise<void> {
  const contexts = [serviceContext(SopClasses.Verification), ...(checkFind ? [serviceContext(findModel)] : [])];
  const peer = destinationKey(destination);
  await withAssociation(opener, destination, contexts, {}, async (association) => {
    const response = await association.echo();
    if (response.status !== Status.success) throw statusError(peer, 'C-ECHO', response);
    if (checkFind) await findNothing(association, peer);
  });
}

async function findNothing(association: Association, peer: string): Promise<void> {
  const context = association.contextFor(findModel);
  const syntax = context && transferSyntaxOf(context.transferSyntax);
  if (syntax === undefined) throw new IsocenterError('NoCFindHandler', `${peer} does not accept C-FIND`);
  const identifier = new DataSet()
    .set(Tags.QueryRetrieveLevel, 'CS', 'STUDY')
    .set(Tags.StudyInstanceUID, 'UI', generateUid());
  const request = { sopClassUid: findModel, identifier: encodeDataSetToBytes(identifier, syntax) };
  for await (const response of association.find(request)) {
    if (response.category !== 'pending' && response.category !== 'success') throw statusError(peer, 'C-FIND', response);
  }
}
