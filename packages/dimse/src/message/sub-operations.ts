import { RetrieveStatus } from './status.ts';

/** Counters of a C-MOVE or C-GET, each 0 to 65535 (PS3.4 C.4.2.1.6 to .9). A warning counts only as a warning. */
export interface SubOperationCounters {
  readonly remaining: number;
  readonly completed: number;
  readonly failed: number;
  readonly warning: number;
}

/** The final status of a retrieve that ran to its end, from its counters (PS3.4 C.4.2.1.5, C.4.3.1.4). */
export function finalRetrieveStatus({ completed, failed, warning }: Omit<SubOperationCounters, 'remaining'>): number {
  if (failed === 0 && warning === 0) return RetrieveStatus.success;
  if (completed === 0 && warning === 0) return RetrieveStatus.outOfResourcesSubOperations;
  return RetrieveStatus.subOperationsCompleteWithFailuresOrWarnings;
}
