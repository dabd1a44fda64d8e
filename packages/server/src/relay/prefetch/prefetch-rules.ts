import type { PrefetchRule } from '../../config/relay.ts';
import { type QuietHours, quietHoursOf } from './quiet-hours.ts';

/** A rule of `Relay.Prefetch` by the name that the ledger and its jobs know it by. */
export interface NamedRule {
  readonly name: string;
  readonly rule: PrefetchRule;
  /** undefined: at any time. */
  readonly quietHours: QuietHours | undefined;
}

/** Rules without a name are called by their position, from 1. */
export function namedRules(rules: readonly PrefetchRule[]): readonly NamedRule[] {
  return rules.map((rule, index) => ({
    name: rule.Name || String(index + 1),
    rule,
    quietHours: quietHoursOf(rule.QuietHours),
  }));
}
