import { type DataSet, encodeDataSetToBytes, parseDataSet, SopClasses, transferSyntaxOf } from '@isocenter/dicom';
import type { Association } from '@isocenter/dimse';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { AssociationOpener } from './association-opener.ts';
import { type Destination, destinationKey } from './destination.ts';
import { serviceContext } from './service-contexts.ts';
import { statusError } from './status-error.ts';
import { withAssociation } from './with-association.ts';

/** Information models of C-FIND, the first that the peer accepts is used (PS3.4 C.6, K.6). */
export const findModels = {
  patients: [
    SopClasses.PatientRootQueryRetrieveInformationModelFind,
    SopClasses.StudyRootQueryRetrieveInformationModelFind,
  ],
  studies: [SopClasses.StudyRootQueryRetrieveInformationModelFind],
  worklists: [SopClasses.ModalityWorklistInformationModelFind],
} as const satisfies Record<string, readonly string[]>;

/** One question to another application. */
export interface RemoteFind {
  readonly destination: Destination;
  readonly models: readonly string[];
  readonly identifier: DataSet;
  /** Terms to assume for answers that name no character set. */
  readonly characterSet: readonly string[];
  readonly signal?: AbortSignal;
}

/** Elements in an answer of some sense; more is an attempt to keep the server busy. */
const answerLimits = { maxElements: 10_000, maxDepth: 16 } as const;

/** A peer that has answered, but with a failure: the REST API tells that from a peer that cannot be reached. */
const refusedHttpStatus = 422;

/**
 * Asks another application (C-FIND, PS3.4 C.4.1). Each answer is handed over before the next one is read; resolves after
 * the last one.
 * @throws IsocenterError; what `onAnswer` throws, which ends the association
 */
export async function findRemote(
  opener: Pick<AssociationOpener, 'open'>,
  find: RemoteFind,
  onAnswer: (answer: DataSet) => Promise<void> | void,
): Promise<void> {
  const { destination, models, signal } = find;
  const contexts = models.map(serviceContext);
  await withAssociation(opener, destination, contexts, { ...(signal && { signal }) }, (association) =>
    ask(association, find, onAnswer),
  );
}

async function ask(
  association: Association,
  { characterSet, destination, identifier, models, signal }: RemoteFind,
  onAnswer: (answer: DataSet) => Promise<void> | void,
): Promise<void> {
  const peer = destinationKey(destination);
  const { contextId, sopClassUid, syntax } = contextOf(association, models, peer);
  const fallbackCharacterSet = characterSet.join('\\');
  const request = {
    sopClassUid,
    contextId,
    identifier: encodeDataSetToBytes(identifier, syntax),
    ...(signal && { signal }),
  };
  for await (const response of association.find(request)) {
    if (response.category === 'success') return;
    if (response.category !== 'pending') {
      throw statusError(peer, 'C-FIND', response, undefined, { httpStatus: refusedHttpStatus });
    }
    if (response.identifier === undefined) continue;
    await onAnswer(parsed(response.identifier));
  }

  function parsed(bytes: Uint8Array): DataSet {
    try {
      return parseDataSet(bytes, syntax, { ...answerLimits, fallbackCharacterSet });
    } catch (cause) {
      throw new IsocenterError('NetworkProtocol', `${peer}: an answer to C-FIND is no data set`, { cause });
    }
  }
}

function contextOf(association: Association, models: readonly string[], peer: string) {
  for (const sopClassUid of models) {
    const accepted = association.contextFor(sopClassUid);
    const syntax = accepted && transferSyntaxOf(accepted.transferSyntax);
    if (accepted !== undefined && syntax !== undefined) return { contextId: accepted.id, sopClassUid, syntax };
  }
  throw new IsocenterError('NoCFindHandler', `${peer} does not accept C-FIND`);
}
