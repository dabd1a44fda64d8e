import { SopClasses, WellKnownSopInstances } from '@isocenter/dicom';
import { DimseError } from '@isocenter/dimse';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { AssociationOpener } from '../dimse-out/association-opener.ts';
import { type Destination, type DestinationDefaults, destinationKey, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import { serviceContext } from '../dimse-out/service-contexts.ts';
import { statusError } from '../dimse-out/status-error.ts';
import { withAssociation } from '../dimse-out/with-association.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import { asIsocenterError } from '../model/isocenter-error.ts';
import {
  type CommitmentResult,
  encodeCommitmentResult,
  eventTypeOf,
  type UncommittedReference,
} from '../storage-commitment/commitment-result.ts';
import { failureReasons } from '../storage-commitment/failure-reasons.ts';
import { referenceOfKey, type SopReference } from '../storage-commitment/sop-reference.ts';
import { JobParameters } from './job-parameters.ts';

/** References looked up at a time: as many files are opened at once. */
const pageSize = 100;

const sopClassUid = SopClasses.StorageCommitmentPushModel;

export interface StorageCommitmentScpKindOptions {
  readonly index: Pick<IndexStore, 'findSopInstances'>;
  readonly blobs: Pick<BlobStore, 'readRange'>;
  readonly modalities: Pick<ModalityRegistry, 'require'>;
  readonly opener: Pick<AssociationOpener, 'open'>;
  readonly destinationDefaults: DestinationDefaults;
}

/**
 * `StorageCommitmentScp`: looks up every instance of a request and reports to the modality that asked (PS3.4 J.3.3).
 * Its items are the references; none is recorded before the report has been taken, so that a report is always whole.
 */
export function storageCommitmentScpKind(options: StorageCommitmentScpKindOptions): JobKind {
  return { type: 'StorageCommitmentScp', run: (context) => runCommitment(options, context) };
}

async function runCommitment(options: StorageCommitmentScpKindOptions, context: JobContext): Promise<void> {
  const parameters = new JobParameters(context.parameters);
  const modality = options.modalities.require(parameters.requiredText('Modality'));
  const localAet = parameters.requiredText('CalledAet');
  const destination = destinationOf(modality, options.destinationDefaults, { localAet });
  const isDuplicate = parameters.boolean('IsDuplicate');

  const positions: number[] = [];
  const committed: SopReference[] = [];
  const failed: UncommittedReference[] = [];
  const judge = async (references: readonly SopReference[]) => {
    const reasons = isDuplicate
      ? references.map(() => failureReasons.duplicateTransactionUid.code)
      : await failuresOf(options, references);
    for (const [at, reference] of references.entries()) {
      const failureReason = reasons[at];
      if (failureReason === undefined) committed.push(reference);
      else failed.push({ ...reference, failureReason });
    }
  };
  let page: SopReference[] = [];
  for await (const { key, position } of context.waitingItems()) {
    positions.push(position);
    page.push(referenceOfKey(key));
    if (page.length < pageSize) continue;
    await judge(page);
    page = [];
  }
  await judge(page);

  const transactionUid = parameters.requiredText('TransactionUid');
  await report(options.opener, destination, { transactionUid, committed, failed }, context.signal);
  await Promise.all(positions.map((position) => context.itemDone(position)));
}

/** The failure reason of each reference; undefined for one that is stored. */
async function failuresOf(
  { blobs, index }: StorageCommitmentScpKindOptions,
  references: readonly SopReference[],
): Promise<readonly (number | undefined)[]> {
  if (references.length === 0) return [];
  const stored = await index.findSopInstances(references.map(({ sopInstanceUid }) => sopInstanceUid));
  const byUid = Map.groupBy(stored, ({ sopInstanceUid }) => sopInstanceUid);
  return Promise.all(
    references.map((reference) => failureOf(blobs, reference, byUid.get(reference.sopInstanceUid) ?? [])),
  );
}

async function failureOf(
  blobs: Pick<BlobStore, 'readRange'>,
  reference: SopReference,
  namesakes: readonly StoredInstance[],
): Promise<number | undefined> {
  if (namesakes.length === 0) return failureReasons.noSuchObjectInstance.code;
  const ofClass = namesakes.filter((instance) => instance.sopClassUid === reference.sopClassUid);
  if (ofClass.length === 0) return failureReasons.classInstanceConflict.code;
  for (const instance of ofClass) {
    if (await isWhole(blobs, instance)) return undefined;
  }
  return failureReasons.noSuchObjectInstance.code;
}

/** Whether the file is there to its last byte. */
async function isWhole(blobs: Pick<BlobStore, 'readRange'>, { attachment }: StoredInstance): Promise<boolean> {
  const { compressedSize, uuid } = attachment;
  try {
    const last = await blobs.readRange(uuid, { start: Math.max(0, compressedSize - 1), end: compressedSize });
    return last.length > 0;
  } catch (error) {
    if (asIsocenterError(error).code === 'InexistentFile') return false;
    throw error;
  }
}

/** On a new association, whose requestor is the SCP of the class (PS3.7 D.3.3.4). */
async function report(
  opener: Pick<AssociationOpener, 'open'>,
  destination: Destination,
  result: CommitmentResult,
  signal: AbortSignal,
): Promise<void> {
  const contexts = [{ ...serviceContext(sopClassUid), scuRole: false, scpRole: true }];
  await withAssociation(opener, destination, contexts, { signal }, async (association) => {
    const context = association.contextFor(sopClassUid);
    if (context?.scpRole !== true) {
      throw new DimseError('NO_PRESENTATION_CONTEXT', 'storage commitment is not accepted in the role of SCP');
    }
    const response = await association.eventReport({
      sopClassUid,
      sopInstanceUid: WellKnownSopInstances.StorageCommitmentPushModelInstance,
      eventTypeId: eventTypeOf(result),
      information: encodeCommitmentResult(result, context.transferSyntax),
      contextId: context.id,
      signal,
    });
    const taken = response.category === 'success' || response.category === 'warning';
    if (!taken) throw statusError(destinationKey(destination), 'N-EVENT-REPORT', response);
  });
}
