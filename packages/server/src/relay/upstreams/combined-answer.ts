import { RetrieveStatus, Status, statusCategory } from '@isocenter/dimse';
import type { UpstreamAnswer, UpstreamProgress } from './upstream-link.ts';

/** Counters of requests one after the other; what one of them leaves out is unknown of all. */
export function sumOf(counters: readonly UpstreamProgress[]): UpstreamProgress {
  const sum: { -readonly [Counter in keyof UpstreamProgress]: number } = {};
  for (const name of ['remaining', 'completed', 'failed', 'warning'] as const) {
    const values = counters.map((each) => each[name]).filter((value) => value !== undefined);
    if (values.length > 0 && values.length === counters.length)
      sum[name] = values.reduce((left, right) => left + right);
  }
  return sum;
}

/** One answer for requests that were made one after the other, each for something else. */
export function combinedAnswer(answers: readonly UpstreamAnswer[]): UpstreamAnswer {
  const [first] = answers;
  if (first === undefined) return { status: Status.success, failedSopInstanceUids: [] };
  return {
    ...sumOf(answers),
    status: answers.every(({ status }) => status === first.status) ? first.status : mixedStatus(answers),
    failedSopInstanceUids: answers.flatMap(({ failedSopInstanceUids }) => failedSopInstanceUids),
  };
}

/**
 * One answer for the same request made on several associations, each ready for other SOP classes: an instance has failed
 * when it did so on all of them.
 */
export function alternativeAnswer(answers: readonly UpstreamAnswer[]): UpstreamAnswer {
  const [first, ...others] = answers;
  if (first === undefined || others.length === 0) return combinedAnswer(answers);
  const failedSopInstanceUids = first.failedSopInstanceUids.filter((uid) =>
    others.every((other) => other.failedSopInstanceUids.includes(uid)),
  );
  const { completed, warning } = sumOf(answers);
  // Without the lists nobody knows which failures are the same.
  const areListed = answers.every((each) => each.failed === each.failedSopInstanceUids.length);
  const { status } = combinedAnswer(answers);
  return {
    ...(completed !== undefined && { completed }),
    ...(warning !== undefined && { warning }),
    ...(areListed && { failed: failedSopInstanceUids.length }),
    status: areListed && failedSopInstanceUids.length === 0 && !isFailure(status) ? Status.success : status,
    failedSopInstanceUids,
  };
}

/** Some went well and some did not; one that was cancelled ends all. */
function mixedStatus(answers: readonly UpstreamAnswer[]): number {
  const cancelled = answers.find(({ status }) => statusCategory(status) === 'cancel');
  if (cancelled !== undefined) return cancelled.status;
  return answers.every(({ status }) => isFailure(status))
    ? RetrieveStatus.outOfResourcesSubOperations
    : RetrieveStatus.subOperationsCompleteWithFailuresOrWarnings;
}

function isFailure(status: number): boolean {
  return statusCategory(status) === 'failure';
}
