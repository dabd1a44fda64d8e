import { ObjectFields } from './object-fields.ts';
import type { ValueReader } from './value-reader.ts';
import { integer, listOf, mapOf, oneOf, text, type ValueType } from './value-type.ts';

export const routingTriggers = ['InstanceStored', 'SeriesStable', 'StudyStable', 'PatientStable'] as const;
export type RoutingTrigger = (typeof routingTriggers)[number];

export const routingOrigins = ['DicomProtocol', 'RestApi', 'WebDav', 'Lua', 'Plugins'] as const;
export type RoutingOrigin = (typeof routingOrigins)[number];

/** One entry of `AutoRouting`: which instances go where, and when. What is empty asks for nothing. */
export interface RoutingRule {
  readonly Name: string;
  readonly When: RoutingTrigger;
  /** By tag or keyword, as in C-FIND: wildcards, lists with backslashes, ranges. All have to match. */
  readonly Tags: Readonly<Record<string, string>>;
  /** Patterns with `*` and `?`; one has to match. */
  readonly CallingAet: readonly string[];
  readonly CalledAet: readonly string[];
  readonly RemoteIp: readonly string[];
  readonly Origin: readonly RoutingOrigin[];
  readonly Modalities: readonly string[];
  readonly Peers: readonly string[];
  /** How often a failing job is tried again. */
  readonly MaximumRetries: number;
  /** Of the jobs; higher ones run first. */
  readonly Priority: number;
}

/** With the waits of JobsMaximumRetryDelay, most of a day. */
const defaultMaximumRetries = 144;

/** The type of `AutoRouting`. */
export function routingRules(): ValueType<readonly RoutingRule[]> {
  return listOf({ label: 'routing rule', read: readRule });
}

function readRule(reader: ValueReader): RoutingRule {
  const fields = new ObjectFields(reader, reader.object('routing rule'));
  const texts = (name: string) => fields.optional(name, listOf(text())) ?? [];
  const rule: RoutingRule = {
    Name: fields.optional('Name', text()) ?? `rule ${Number(reader.path.at(-1)) + 1}`,
    When: fields.optional('When', oneOf(routingTriggers)) ?? 'InstanceStored',
    Tags: fields.optional('Tags', mapOf(text())) ?? {},
    CallingAet: texts('CallingAet'),
    CalledAet: texts('CalledAet'),
    RemoteIp: texts('RemoteIp'),
    Origin: fields.optional('Origin', listOf(oneOf(routingOrigins))) ?? [],
    Modalities: texts('Modalities'),
    Peers: texts('Peers'),
    MaximumRetries: fields.optional('MaximumRetries', integer(0)) ?? defaultMaximumRetries,
    Priority: fields.optional('Priority', integer(-1000, 1000)) ?? 0,
  };
  fields.warnOfOthers();
  if (rule.Modalities.length + rule.Peers.length === 0) {
    throw reader.error('CONFIGURATION_VALUE', 'a rule needs a destination: name it in Modalities or Peers');
  }
  return rule;
}
