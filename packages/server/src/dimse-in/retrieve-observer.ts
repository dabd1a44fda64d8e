import type { RetrieveResult } from '@isocenter/dimse';
import type { Metrics } from '../metrics/metrics.ts';

/** Hears of retrieves for the metrics. */
export interface RetrieveObserver {
  subOperationEnded(service: 'C-MOVE' | 'C-GET', outcome: 'completed' | 'warning' | 'failed'): void;
  retrieveEnded(service: 'C-MOVE' | 'C-GET', durationMs: number, result: RetrieveResult): void;
}

/** Hands what it hears to the metrics. */
export function retrieveObserver(metrics: Metrics): RetrieveObserver {
  return {
    subOperationEnded: (service, outcome) => metrics.subOperation(service, outcome),
    retrieveEnded: (service, durationMs, { status }) => {
      if (service === 'C-MOVE') metrics.moveScp(durationMs, status);
      else metrics.getScp(durationMs);
    },
  };
}
