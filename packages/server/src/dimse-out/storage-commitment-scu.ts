import { generateUid, SopClasses, WellKnownSopInstances } from '@isocenter/dicom';
import { DimseError, type ScpHandlers } from '@isocenter/dimse';
import { encodeCommitmentRequest } from '../storage-commitment/commitment-request.ts';
import type { SopReference } from '../storage-commitment/sop-reference.ts';
import type { StorageCommitmentReports } from '../storage-commitment/storage-commitment-reports.ts';
import type { AssociationOpener } from './association-opener.ts';
import { type Destination, destinationKey } from './destination.ts';
import { serviceContext } from './service-contexts.ts';
import { statusError } from './status-error.ts';
import { withAssociation } from './with-association.ts';

/** Request Storage Commitment (PS3.4 J.3.2). */
export const requestStorageCommitment = 1;

const sopClassUid = SopClasses.StorageCommitmentPushModel;

export interface StorageCommitmentScuOptions {
  readonly opener: Pick<AssociationOpener, 'open'>;
  readonly reports: StorageCommitmentReports;
  /** Takes a report that comes on the association of its request; others come to the DICOM port. */
  readonly eventReport: NonNullable<ScpHandlers['eventReport']>;
}

/** Asks other applications to commit themselves to instances that they were sent (PS3.4 Annex J). */
export class StorageCommitmentScu {
  readonly #options: StorageCommitmentScuOptions;

  constructor(options: StorageCommitmentScuOptions) {
    this.#options = options;
  }

  /**
   * Resolves with the transaction UID once the modality has taken the request; its report comes later.
   * @throws IsocenterError; the reason of the signal when that aborts
   */
  async request(destination: Destination, references: readonly SopReference[], signal?: AbortSignal): Promise<string> {
    const { eventReport, opener, reports } = this.#options;
    const request = { transactionUid: generateUid(), references };
    const handlers = { eventReport };
    const options = signal === undefined ? { handlers } : { handlers, signal };
    reports.begin(request, destination.calledAet);
    try {
      await withAssociation(opener, destination, [serviceContext(sopClassUid)], options, async (association) => {
        const context = association.contextFor(sopClassUid);
        if (context === undefined) {
          throw new DimseError('NO_PRESENTATION_CONTEXT', 'storage commitment is not accepted');
        }
        const response = await association.action({
          sopClassUid,
          sopInstanceUid: WellKnownSopInstances.StorageCommitmentPushModelInstance,
          actionTypeId: requestStorageCommitment,
          information: encodeCommitmentRequest(request, context.transferSyntax),
          contextId: context.id,
          ...(signal === undefined ? {} : { signal }),
        });
        const accepted = response.category === 'success' || response.category === 'warning';
        if (!accepted) throw statusError(destinationKey(destination), 'N-ACTION', response);
      });
    } catch (error) {
      reports.forget(request.transactionUid);
      throw error;
    }
    return request.transactionUid;
  }
}
