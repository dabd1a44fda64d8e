import { SopClasses } from '@isocenter/dicom';
import type { RetrieveResponse } from '@isocenter/dimse';
import type { AssociationOpener } from '../dimse-out/association-opener.ts';
import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { JobParameters } from './job-parameters.ts';
import { defaultCancelTimeoutMs, type RetrieveService, runRetrieveJob } from './retrieve-job.ts';

export interface MoveScuOptions {
  readonly opener: Pick<AssociationOpener, 'open'>;
  readonly modalities: Pick<ModalityRegistry, 'require'>;
  readonly destinationDefaults: DestinationDefaults;
  readonly movedInstances: Pick<MovedInstances, 'expect'>;
  readonly cancelTimeoutMs?: number;
}

/**
 * `DicomMoveScu`: asks a modality to send what its items name to a third application, or to this server (PS3.4 C.4.2).
 * Parameters: Modality, TargetAet, and if wanted Level, QueryFormat, LocalAet, Timeout (seconds).
 */
export function dicomMoveScuKind(options: MoveScuOptions): JobKind {
  return {
    type: 'DicomMoveScu',
    permissive: true,
    run(context) {
      const parameters = new JobParameters(context.parameters);
      const modality = options.modalities.require(parameters.requiredText('Modality'));
      const destination = destinationOf(modality, options.destinationDefaults, parameters.destinationOverrides());
      const service = moveService(options.movedInstances, parameters.requiredText('TargetAet'));
      const { cancelTimeoutMs = defaultCancelTimeoutMs, opener } = options;
      const level = parameters.text('Level');
      const queryFormat = parameters.queryFormat();
      return runRetrieveJob({ opener, destination, service, level, queryFormat, cancelTimeoutMs }, context);
    },
  };
}

function moveService(movedInstances: MoveScuOptions['movedInstances'], moveDestination: string): RetrieveService {
  return {
    name: 'C-MOVE',
    studyRoot: SopClasses.StudyRootQueryRetrieveInformationModelMove,
    patientRoot: SopClasses.PatientRootQueryRetrieveInformationModelMove,
    notSupported: 'NoCMoveHandler',
    contexts: () => [],
    invoke: (association, request, received) => {
      return followed(movedInstances, association.callingAet, received, (messageId) =>
        association.move({ ...request, moveDestination, messageId }),
      );
    },
  };
}

/** The responses to a request, while instances that are sent because of it are heard of. */
async function* followed(
  movedInstances: MoveScuOptions['movedInstances'],
  callingAet: string,
  received: (publicId: string) => void,
  move: (messageId: number) => AsyncIterable<RetrieveResponse>,
): AsyncGenerator<RetrieveResponse> {
  const { end, messageId } = movedInstances.expect(callingAet, received);
  try {
    yield* move(messageId);
  } finally {
    end();
  }
}
