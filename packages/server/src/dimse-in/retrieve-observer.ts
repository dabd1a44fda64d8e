import type { RetrieveResult } from '@isocenter/dimse';

/** Hears of retrieves for the metrics. */
export interface RetrieveObserver {
  subOperationEnded(service: 'C-MOVE' | 'C-GET', outcome: 'completed' | 'warning' | 'failed'): void;
  retrieveEnded(service: 'C-MOVE' | 'C-GET', durationMs: number, result: RetrieveResult): void;
}
