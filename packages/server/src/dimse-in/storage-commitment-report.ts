import { SopClasses, WellKnownSopInstances } from '@isocenter/dicom';
import { type NormalizedOperation, type NormalizedResult, type ScpHandlers, Status } from '@isocenter/dimse';
import type { Logger } from '../logging/logger.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { commitmentEvents, readCommitmentResult } from '../storage-commitment/commitment-result.ts';
import type { StorageCommitmentReports } from '../storage-commitment/storage-commitment-reports.ts';

export interface StorageCommitmentReportOptions {
  readonly reports: StorageCommitmentReports;
  readonly logger: Logger;
}

const eventTypes: ReadonlySet<number | undefined> = new Set(Object.values(commitmentEvents));

/**
 * Takes the reports on storage commitment that this server asked for (PS3.4 J.3.3), on whatever association they come.
 * Any title that is allowed to report may: archives report under other titles than they are called by, and nobody else
 * knows the transaction UID.
 */
export function storageCommitmentReportHandler(
  options: StorageCommitmentReportOptions,
): NonNullable<ScpHandlers['eventReport']> {
  return (operation) => receive(options, operation);
}

async function receive(
  { logger, reports }: StorageCommitmentReportOptions,
  operation: NormalizedOperation,
): Promise<NormalizedResult> {
  const { association, eventTypeId, presentationContext, sopClassUid, sopInstanceUid } = operation;
  if (sopClassUid !== SopClasses.StorageCommitmentPushModel) return { status: Status.noSuchSopClass };
  if (sopInstanceUid !== WellKnownSopInstances.StorageCommitmentPushModelInstance) {
    return { status: Status.noSuchSopInstance };
  }
  if (!eventTypes.has(eventTypeId)) return { status: Status.noSuchEventType };
  try {
    const result = readCommitmentResult(await operation.information(), presentationContext.transferSyntax);
    const known = reports.complete(result);
    logger.info(known ? 'Storage commitment reported' : 'Storage commitment reported for an unknown transaction', {
      association: association.id,
      callingAet: association.callingAet,
      transactionUid: result.transactionUid,
      committed: result.committed.length,
      failed: result.failed.length,
    });
    return known
      ? { status: Status.success }
      : { status: Status.invalidArgumentValue, errorComment: 'Transaction UID is not known' };
  } catch (error) {
    if (!(error instanceof IsocenterError)) throw error;
    logger.warn('Storage commitment report refused', { association: association.id, error });
    return { status: error.dimseStatus, errorComment: error.message };
  }
}
