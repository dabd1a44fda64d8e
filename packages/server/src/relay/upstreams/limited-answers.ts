import type { DataSet } from '@isocenter/dicom';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';

/**
 * A search whose answers are limited by `MaximumInstances`, with what comes after the limit, or after `onAnswer` has
 * failed, dropped until the upstream has heeded its cancellation.
 * @param search asks; gives each answer to `take`, and ends early with the signal it is given
 */
export async function limitedAnswers(
  upstream: UpstreamConfiguration,
  signal: AbortSignal,
  onAnswer: (answer: DataSet) => Promise<void> | void,
  search: (take: (answer: DataSet) => Promise<void>, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const limited = AbortSignal.any([signal, stop.signal]);
  let count = 0;
  const take = async (answer: DataSet) => {
    if (limited.aborted) return;
    count += 1;
    if (count > upstream.MaximumInstances) return stop.abort(tooMany(upstream));
    try {
      await onAnswer(answer);
    } catch (error) {
      stop.abort(error);
    }
  };
  await search(take, limited);
  limited.throwIfAborted();
}

function tooMany({ MaximumInstances, Name }: UpstreamConfiguration): IsocenterError {
  return new IsocenterError(
    'NotEnoughMemory',
    `Upstream ${Name} has more than ${MaximumInstances} answers (MaximumInstances): ask for less`,
  );
}
