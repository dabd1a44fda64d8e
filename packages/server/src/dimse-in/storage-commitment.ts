import { SopClasses, WellKnownSopInstances } from '@isocenter/dicom';
import {
  type Association,
  type NormalizedOperation,
  type NormalizedResult,
  type ScpHandlers,
  Status,
} from '@isocenter/dimse';
import { isAtHost } from '../access/host-address.ts';
import type { RemoteModality } from '../config/modality.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import { requestStorageCommitment } from '../dimse-out/storage-commitment-scu.ts';
import type { CommitmentJobs } from '../job-kinds/commitment-jobs.ts';
import type { Logger } from '../logging/logger.ts';
import { asIsocenterError, IsocenterError } from '../model/isocenter-error.ts';
import { type CommitmentRequest, readCommitmentRequest } from '../storage-commitment/commitment-request.ts';

export interface StorageCommitmentScpOptions {
  readonly modalities: Pick<ModalityRegistry, 'withAet'>;
  readonly jobs: Pick<CommitmentJobs, 'submit'>;
  readonly logger: Logger;
}

/**
 * The storage commitment SCP (PS3.4 J.3.2): a request is a durable job before it is answered, and the job reports on
 * another association.
 */
export function storageCommitmentHandler(options: StorageCommitmentScpOptions): NonNullable<ScpHandlers['action']> {
  return (operation) => accept(options, operation);
}

async function accept(options: StorageCommitmentScpOptions, operation: NormalizedOperation): Promise<NormalizedResult> {
  const { association, presentationContext } = operation;
  const refusal = refuse(operation);
  if (refusal !== undefined) return { status: refusal };
  const modality = requestorOf(options.modalities, association);
  if (modality === undefined) return { status: Status.processingFailure, errorComment: 'Unknown modality' };
  try {
    const request = readCommitmentRequest(await operation.information(), presentationContext.transferSyntax);
    await submit(options, association, modality, request);
    return { status: Status.success };
  } catch (error) {
    // The association broke: there is nobody to answer.
    if (operation.signal.aborted) throw error;
    const { dimseStatus, message } = asIsocenterError(error);
    options.logger.warn('Storage commitment refused', { association: association.id, error });
    return { status: dimseStatus, ...(error instanceof IsocenterError && { errorComment: message }) };
  }
}

function refuse({ actionTypeId, sopClassUid, sopInstanceUid }: NormalizedOperation): number | undefined {
  if (sopClassUid !== SopClasses.StorageCommitmentPushModel) return Status.noSuchSopClass;
  if (sopInstanceUid !== WellKnownSopInstances.StorageCommitmentPushModelInstance) return Status.noSuchSopInstance;
  return actionTypeId === requestStorageCommitment ? undefined : Status.noSuchActionType;
}

async function submit(
  { jobs, logger }: StorageCommitmentScpOptions,
  association: Association,
  modality: RemoteModality,
  request: CommitmentRequest,
): Promise<void> {
  const { calledAet, callingAet, remoteAddress } = association;
  try {
    const job = await jobs.submit({
      ...request,
      modality: modality.Name,
      calledAet,
      remoteAet: callingAet,
      remoteIp: remoteAddress,
    });
    const { references, transactionUid } = request;
    const fields = { association: association.id, callingAet, transactionUid, instances: references.length, job };
    logger.info('Storage commitment accepted as a job', fields);
  } catch (cause) {
    const { code, message, transient } = asIsocenterError(cause);
    const dimseStatus = transient ? Status.resourceLimitation : Status.processingFailure;
    throw new IsocenterError(code, message, { cause, dimseStatus });
  }
}

/** Several modalities may share a title: then the address of the association tells which one it is. */
function requestorOf(
  modalities: Pick<ModalityRegistry, 'withAet'>,
  { callingAet, remoteAddress }: Association,
): RemoteModality | undefined {
  const namesakes = modalities.withAet(callingAet.trim());
  return namesakes.find(({ Host }) => isAtHost(remoteAddress, Host)) ?? namesakes[0];
}
