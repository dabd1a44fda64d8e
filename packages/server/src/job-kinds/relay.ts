import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { RelayStore } from '../index/relay-store.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { parseLevel } from '../model/level.ts';
import type { Deliverer, DeliveryOutcome } from '../retrieve/delivery.ts';
import { lackOf, type RetrieveClient, type RetrieveSource, type RetrieveSources } from '../retrieve/retrieve-source.ts';
import type { RetrieveKeys } from '../retrieve/selection.ts';
import { JobParameters } from './job-parameters.ts';

export interface RelayJobOptions {
  readonly sources: RetrieveSources;
  readonly store: Pick<RelayStore, 'addDelivered' | 'forgetDelivered' | 'listDelivered'>;
  readonly modalities: ModalityRegistry;
  readonly deliverer: Deliverer;
  readonly destinationDefaults: DestinationDefaults;
}

/**
 * `Relay`: an asynchronous C-MOVE of what may have to be fetched from an upstream first. What has been delivered is
 * recorded one by one, so that a crash repeats no more than what was in flight; what is missing is tried again.
 */
export function relayKind(options: RelayJobOptions): JobKind {
  return {
    type: 'Relay',
    async run(context) {
      const run = new RelayRun(options, context);
      await run.perform();
    },
  };
}

class RelayRun {
  readonly #options: RelayJobOptions;
  readonly #context: JobContext;
  #completed = 0;
  #failed = 0;
  #failure: IsocenterError | undefined;

  constructor(options: RelayJobOptions, context: JobContext) {
    this.#options = options;
    this.#context = context;
  }

  async perform(): Promise<void> {
    const { sources, store } = this.#options;
    const context = this.#context;
    const parameters = new JobParameters(context.parameters);
    const delivered = new Set(await store.listDelivered(context.id));
    this.#completed = delivered.size;
    const source = await sources.open(keysOf(parameters), clientOf(parameters), {
      kind: 'Job',
      jobId: context.id,
      delivered,
    });
    let ending: 'ended' | 'failed' = 'failed';
    try {
      await this.#deliver(source, parameters);
      ending = 'ended';
    } finally {
      await source.close(context.signal.aborted ? 'cancelled' : ending);
    }
    context.signal.throwIfAborted();
    const { missing } = source;
    this.#show(source, missing.count);
    const failure = missing.reason ?? this.#failure ?? lackOf(missing);
    if (failure !== undefined) throw failure;
    await store.forgetDelivered(context.id);
  }

  async #deliver(source: RetrieveSource, parameters: JobParameters): Promise<void> {
    const { deliverer, destinationDefaults, modalities } = this.#options;
    const { signal } = this.#context;
    const modality = modalities.require(parameters.requiredText('Modality'));
    const aet = parameters.text('MoveOriginatorAet');
    const priority = parameters.number('DimsePriority');
    const delivery = {
      destination: destinationOf(modality, destinationDefaults, parameters.destinationOverrides()),
      items: source.items(signal),
      signal,
      ...(priority === undefined ? {} : { priority }),
      ...(aet ? { moveOriginator: { aet, messageId: parameters.number('MoveOriginatorID') ?? 0 } } : {}),
    };
    await deliverer.deliver(delivery, (outcome) => this.#record(source, outcome));
  }

  async #record(source: RetrieveSource, { error, item, result, status }: DeliveryOutcome): Promise<void> {
    const { sopInstanceUid } = item.instance;
    if (result === 'failed') {
      const failure = error ?? new IsocenterError('NetworkProtocol', 'The destination refused an instance');
      source.record(sopInstanceUid, 'failed', failure.message);
      // Without a response the way to the destination is at fault: the job as a whole tries again.
      if (status === undefined && failure.transient) throw failure;
      this.#failed += 1;
      this.#failure ??= failure;
      return;
    }
    source.record(sopInstanceUid, result === 'warning' ? 'warning' : 'completed');
    await this.#options.store.addDelivered(this.#context.id, [sopInstanceUid]);
    this.#completed += 1;
    this.#show(source, 0);
  }

  #show(source: RetrieveSource, missing: number): void {
    const expected = Math.max(source.expected, this.#completed + this.#failed);
    this.#context.setContent({
      ...this.#context.content,
      ExpectedInstances: expected,
      CompletedInstances: this.#completed,
      FailedInstances: this.#failed,
      MissingInstances: missing,
    });
    if (expected > 0) this.#context.setProgress((this.#completed + this.#failed) / expected);
  }
}

/** @throws IsocenterError `BadRequest` when the level is none */
function keysOf(parameters: JobParameters): RetrieveKeys {
  const ancestors = (['Patient', 'Study', 'Series'] as const).flatMap((level) => {
    const value = parameters.text(`${level}Key`);
    return value === undefined ? [] : [{ level, value }];
  });
  const level = parseLevel(parameters.requiredText('Level'));
  if (level === undefined) throw new IsocenterError('BadRequest', 'The level of a Relay job is none');
  return {
    level,
    byAccessionNumber: parameters.boolean('ByAccessionNumber'),
    values: parameters.texts('Values') ?? [],
    ancestors,
    isWithinAncestors: parameters.boolean('WithinAncestors'),
  };
}

function clientOf(parameters: JobParameters): RetrieveClient {
  return {
    service: 'C-MOVE',
    name: parameters.requiredText('Client'),
    remoteIp: parameters.text('RemoteIp') ?? '',
    destinationAet: parameters.requiredText('DestinationAet'),
  };
}
