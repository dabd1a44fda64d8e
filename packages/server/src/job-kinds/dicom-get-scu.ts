import { SopClasses } from '@isocenter/dicom';
import type { CommandStatus, StoreOperation } from '@isocenter/dimse';
import type { RemoteModality } from '../config/modality.ts';
import type { AssociationOpener } from '../dimse-out/association-opener.ts';
import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import { proposeRetrieveContexts, type ReceivableStorage } from '../dimse-out/retrieve-contexts.ts';
import { maxPresentationContexts } from '../dimse-out/storage-contexts.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { performStore } from '../ingest/perform-store.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Logger } from '../logging/logger.ts';
import { JobParameters } from './job-parameters.ts';
import { defaultCancelTimeoutMs, type RetrieveService, runRetrieveJob } from './retrieve-job.ts';

export interface GetScuOptions {
  readonly opener: Pick<AssociationOpener, 'open'>;
  readonly modalities: Pick<ModalityRegistry, 'require'>;
  readonly destinationDefaults: DestinationDefaults;
  readonly ingest: Pick<Ingest, 'beginDataSet'>;
  readonly receivable: ReceivableStorage;
  readonly logger: Logger;
  readonly cancelTimeoutMs?: number;
}

/** Contexts of an association that are for the information models: Study Root and Patient Root. */
const modelContexts = 2;

/**
 * `DicomGetScu`: retrieves what its items name from a modality over the association that asks for it (PS3.4 C.4.3).
 * Parameters: Modality, and if wanted Level, QueryFormat, LocalAet, Timeout (seconds).
 */
export function dicomGetScuKind(options: GetScuOptions): JobKind {
  return {
    type: 'DicomGetScu',
    permissive: true,
    run(context) {
      const parameters = new JobParameters(context.parameters);
      const modality = options.modalities.require(parameters.requiredText('Modality'));
      const destination = destinationOf(modality, options.destinationDefaults, parameters.destinationOverrides());
      const service = getService(options, modality);
      const { cancelTimeoutMs = defaultCancelTimeoutMs, opener } = options;
      const level = parameters.text('Level');
      const queryFormat = parameters.queryFormat();
      return runRetrieveJob({ opener, destination, service, level, queryFormat, cancelTimeoutMs }, context);
    },
  };
}

function getService(options: GetScuOptions, modality: RemoteModality): RetrieveService {
  return {
    name: 'C-GET',
    studyRoot: SopClasses.StudyRootQueryRetrieveInformationModelGet,
    patientRoot: SopClasses.PatientRootQueryRetrieveInformationModelGet,
    notSupported: 'NoCGetHandler',
    contexts: ({ sopClasses }) =>
      proposeRetrieveContexts({
        sopClasses: options.receivable.sopClasses,
        transferSyntaxes: options.receivable.transferSyntaxes,
        expectedSopClasses: sopClasses,
        maximum: maxPresentationContexts - modelContexts,
        bothRoles: modality.Manufacturer === 'SiemensSyngoCT',
      }),
    invoke: (association, request, received) =>
      association.get({ ...request, onStore: (operation) => receive(options, operation, received) }),
  };
}

/** A C-STORE sub-operation: the peer that was called is the one that sends. */
function receive(
  { ingest, logger }: GetScuOptions,
  operation: StoreOperation,
  received: (publicId: string) => void,
): Promise<CommandStatus> {
  const { association, sopInstanceUid } = operation;
  const origin = {
    kind: 'DicomProtocol',
    remoteAet: association.calledAet,
    remoteIp: association.remoteAddress,
    calledAet: association.callingAet,
  } as const;
  return performStore(ingest, operation, origin, {
    stored: ({ Instance }) => received(Instance),
    refused: (error) =>
      logger.warn('Instance of a C-GET refused', { association: association.id, error, sopInstanceUid }),
  });
}
