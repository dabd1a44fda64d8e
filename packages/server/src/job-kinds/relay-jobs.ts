import type { JobEngine } from '../jobs/job-engine.ts';
import type { RelayJobRequest, RelayJobSubmitter } from './relay-job-submitter.ts';

/** Submits the jobs that asynchronous C-MOVE makes where upstreams are to be asked. */
export class RelayJobs implements RelayJobSubmitter {
  readonly #engine: Pick<JobEngine, 'submit'>;

  constructor(engine: Pick<JobEngine, 'submit'>) {
    this.#engine = engine;
  }

  submit({ client, dimsePriority, keys, modality, moveOriginator }: RelayJobRequest): Promise<string> {
    return this.#engine.submit({
      type: 'Relay',
      parameters: {
        Modality: modality,
        Level: keys.level,
        Values: keys.values,
        ByAccessionNumber: keys.byAccessionNumber,
        WithinAncestors: keys.isWithinAncestors,
        ...Object.fromEntries(keys.ancestors.map(({ level, value }) => [`${level}Key`, value])),
        Client: client.name,
        RemoteIp: client.remoteIp,
        DestinationAet: client.destinationAet,
        DimsePriority: dimsePriority,
        MoveOriginatorAet: moveOriginator.aet,
        MoveOriginatorID: moveOriginator.messageId,
      },
      content: { Description: 'C-MOVE', TargetAet: client.destinationAet, Level: keys.level, Values: keys.values },
    });
  }
}
