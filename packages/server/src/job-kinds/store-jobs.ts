import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { StoreJobRequest, StoreJobSubmitter } from './store-job-submitter.ts';

/** Submits the jobs that asynchronous C-MOVE makes. */
export class StoreJobs implements StoreJobSubmitter {
  readonly #engine: JobEngine;
  readonly #modalities: ModalityRegistry;
  readonly #defaults: DestinationDefaults;

  constructor(engine: JobEngine, modalities: ModalityRegistry, defaults: DestinationDefaults) {
    this.#engine = engine;
    this.#modalities = modalities;
    this.#defaults = defaults;
  }

  submit(request: StoreJobRequest): Promise<string> {
    const { description, dimsePriority, instances, modality, moveOriginator, parentResources, permissive } = request;
    const destination = destinationOf(this.#modalities.require(modality), this.#defaults);
    return this.#engine.submit({
      type: 'DicomModalityStore',
      priority: request.priority,
      itemKeys: instances,
      parameters: {
        Modality: modality,
        Permissive: permissive,
        ...(dimsePriority === undefined ? {} : { DimsePriority: dimsePriority }),
        ...(moveOriginator === undefined
          ? {}
          : { MoveOriginatorAet: moveOriginator.aet, MoveOriginatorID: moveOriginator.messageId }),
      },
      content: {
        Description: description,
        LocalAet: destination.callingAet,
        RemoteAet: destination.calledAet,
        ...(moveOriginator === undefined
          ? {}
          : { MoveOriginatorAET: moveOriginator.aet, MoveOriginatorID: moveOriginator.messageId }),
        ParentResources: parentResources,
      },
    });
  }
}
