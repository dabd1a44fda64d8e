import type { DataDictionary } from '@isocenter/dicom';
import type { RoutingRule } from '../config/routing-rule.ts';
import type { MainTags } from '../model/main-tags.ts';
import type { PeerRegistry } from '../peers/peer-registry.ts';
import { AutoRouter, type AutoRouterOptions } from './auto-router.ts';
import { routingMatcher } from './routing-matcher.ts';

export interface RoutingParts extends Omit<AutoRouterOptions, 'matchers'> {
  readonly rules: readonly RoutingRule[];
  readonly peers: Pick<PeerRegistry, 'get'>;
  readonly mainTags: MainTags;
  readonly dictionary: DataDictionary;
}

/** The router of the rules of the configuration, which is still to be started. @throws IsocenterError for a rule that makes no sense */
export function openRouting({ dictionary, mainTags, peers, rules, ...options }: RoutingParts): AutoRouter {
  for (const { Modalities, Name, Peers } of rules) {
    const unknown = [
      ...Modalities.filter((name) => options.modalities.get(name) === undefined),
      ...Peers.filter((name) => peers.get(name) === undefined),
    ];
    if (unknown.length > 0) options.logger.warn('AutoRouting names unknown destinations', { rule: Name, unknown });
  }
  return new AutoRouter({ ...options, matchers: rules.map((rule) => routingMatcher(rule, mainTags, dictionary)) });
}
