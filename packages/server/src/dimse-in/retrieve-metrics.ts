import type { Metrics } from '../metrics/metrics.ts';
import type { RetrieveObserver } from './retrieve-observer.ts';

/** Counts what is retrieved. */
export function retrieveMetrics(metrics: Metrics): RetrieveObserver {
  return {
    subOperationEnded: (service, outcome) => metrics.subOperation(service, outcome),
    retrieveEnded: (service, durationMs, { status }) => {
      if (service === 'C-MOVE') metrics.moveScp(durationMs, status);
      else metrics.getScp(durationMs);
    },
  };
}
