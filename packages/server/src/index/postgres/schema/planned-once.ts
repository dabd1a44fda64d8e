/**
 * For functions that search every table by its key for a few rows, so that one plan serves for all calls: making plans
 * takes longer than carrying them out. It must not be one that reads a whole table because that was small when the plan
 * was made.
 */
export const plannedOnce =
  'SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_hashjoin TO off ' +
  'SET enable_mergejoin TO off';
