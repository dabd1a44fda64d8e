import { type DataSet, parseDataSet, SopClasses, transferSyntaxOf } from '@isocenter/dicom';
import { type IdentifierOperation, LimitExceededError } from '@isocenter/dimse';
import type { IndexStore } from '../index/index-store.ts';
import { planRetrieve, type RetrievePlan } from '../retrieve/plan.ts';
import {
  type RetrieveKeys,
  type RetrieveKeysError,
  type RetrieveModel,
  readRetrieveKeys,
  selectResources,
} from '../retrieve/selection.ts';
import type { StatusConvention } from './retrieve-refusals.ts';

/** The information model of a retrieve SOP class (PS3.4 C.6). */
const modelOfSopClass: ReadonlyMap<string, RetrieveModel> = new Map([
  [SopClasses.PatientRootQueryRetrieveInformationModelMove, 'PatientRoot'],
  [SopClasses.PatientRootQueryRetrieveInformationModelGet, 'PatientRoot'],
  [SopClasses.StudyRootQueryRetrieveInformationModelMove, 'StudyRoot'],
  [SopClasses.StudyRootQueryRetrieveInformationModelGet, 'StudyRoot'],
  [SopClasses.PatientStudyOnlyQueryRetrieveInformationModelMove, 'PatientStudyOnly'],
  [SopClasses.PatientStudyOnlyQueryRetrieveInformationModelGet, 'PatientStudyOnly'],
]);

/** The keys of a C-MOVE or C-GET, or why they cannot be used. */
export async function readRetrieveRequest(
  operation: IdentifierOperation,
  convention: StatusConvention,
): Promise<RetrieveKeys | RetrieveKeysError | 'bad identifier'> {
  const model = modelOfSopClass.get(operation.presentationContext.abstractSyntax);
  if (model === undefined) return 'bad identifier';
  const identifier = await readIdentifier(operation);
  if (identifier === undefined) return 'bad identifier';
  return readRetrieveKeys(identifier, { model, lenient: convention === 'Orthanc' });
}

/** What the keys select here. */
export async function planRetrieveRequest(index: IndexStore, keys: RetrieveKeys): Promise<RetrievePlan> {
  return planRetrieve(index, keys.level, await selectResources(index, keys));
}

async function readIdentifier(operation: IdentifierOperation): Promise<DataSet | undefined> {
  const syntax = transferSyntaxOf(operation.presentationContext.transferSyntax);
  try {
    return syntax && parseDataSet(await operation.identifier(), syntax);
  } catch (error) {
    // The association broke, which is no fault of the identifier.
    if (operation.signal.aborted && !(error instanceof LimitExceededError)) throw error;
    return undefined;
  }
}
