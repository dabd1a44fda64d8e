import { type PrefetchRule, prefetchFields } from '../../../src/config/relay.ts';

/** A rule with the defaults for what the test does not say. */
export function ruleOf(fields: Partial<PrefetchRule> = {}): PrefetchRule {
  const defaults = Object.fromEntries(Object.entries(prefetchFields).map(([name, row]) => [name, row.default]));
  // The table has a row for each field.
  return { ...(defaults as unknown as PrefetchRule), ...fields };
}
