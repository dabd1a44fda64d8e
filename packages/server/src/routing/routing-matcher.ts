import { type DataDictionary, formatTag, type Tag, Tags } from '@isocenter/dicom';
import type { RoutingRule } from '../config/routing-rule.ts';
import type { ResourceRecord } from '../index/resource-query.ts';
import { asIsocenterError, IsocenterError } from '../model/isocenter-error.ts';
import { levels } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import { type Attributes, attributesMatch } from '../query/attribute-match.ts';
import type { AttributeKey } from '../query/find-key.ts';
import { type Matching, matchingOf } from '../query/matching.ts';
import { attributeNamed } from '../query/tools-find.ts';
import { matchesWildcard } from '../query/wildcard.ts';

interface Condition {
  readonly key: AttributeKey;
  readonly matching: Matching;
}

/** One rule, ready to be asked of instances. */
export interface RoutingMatcher {
  readonly rule: RoutingRule;
  /** Whether the index says that the instance is not meant; true as long as its file could say otherwise. */
  mayMatch(instance: ResourceRecord): boolean;
  /** Tags that only files hold; the rule matches when the attributes of the file do. */
  readonly fileTags: readonly AttributeKey[];
  fileMatches(attributes: Attributes): boolean;
}

/** What the metadata of an instance say of tags that the index keeps nowhere else. */
const metadataOfTag: ReadonlyMap<Tag, string> = new Map([
  [Tags.SOPClassUID, 'SopClassUid'],
  [Tags.TransferSyntaxUID, 'TransferSyntax'],
]);

/** Neither case nor accents matter. */
const matchingOptions = { caseSensitivePersonNames: false, caseSensitive: false } as const;

/** @throws IsocenterError for a tag that nobody knows, or a value that its VR cannot have */
export function routingMatcher(rule: RoutingRule, mainTags: MainTags, dictionary: DataDictionary): RoutingMatcher {
  const conditions = Object.entries(rule.Tags).map(([name, value]) => conditionOf(rule, name, value, dictionary));
  const isKept = ({ key: { tag } }: Condition) => metadataOfTag.has(tag) || mainTags.all.has(tag);
  const kept = conditions.filter(isKept);
  const inFiles = conditions.filter((condition) => !isKept(condition));
  return {
    rule,
    fileTags: inFiles.map(({ key }) => key),
    mayMatch: (instance) =>
      originMatches(rule, instance) &&
      kept.every(({ key, matching }) => attributesMatch(key, matching, indexedAttributes(instance))),
    fileMatches: (attributes) => inFiles.every(({ key, matching }) => attributesMatch(key, matching, attributes)),
  };
}

function conditionOf({ Name }: RoutingRule, name: string, value: string, dictionary: DataDictionary): Condition {
  try {
    const { tag, vr } = attributeNamed(name, dictionary);
    if (vr === 'SQ') throw new IsocenterError('ParameterOutOfRange', `${name} is a sequence`);
    const key: AttributeKey = { tag, vr, value };
    return { key, matching: matchingOf(key, matchingOptions) };
  } catch (cause) {
    const error = asIsocenterError(cause);
    throw new IsocenterError(error.code, `AutoRouting, ${Name}: ${error.message}`, { cause });
  }
}

function originMatches({ CalledAet, CallingAet, Origin, RemoteIp }: RoutingRule, instance: ResourceRecord): boolean {
  const metadata = instance.metadata ?? {};
  return (
    oneMatches(CallingAet, metadata.RemoteAET) &&
    oneMatches(CalledAet, metadata.CalledAET) &&
    oneMatches(RemoteIp, metadata.RemoteIP) &&
    (Origin.length === 0 || Origin.some((origin) => origin === metadata.Origin))
  );
}

function oneMatches(patterns: readonly string[], value: string | undefined): boolean {
  return patterns.length === 0 || (value !== undefined && patterns.some((pattern) => matchesWildcard(pattern, value)));
}

/** The tags that the index keeps of an instance and of all above it. */
function indexedAttributes({ ancestorTags, metadata, tags }: ResourceRecord): Attributes {
  return {
    text(tag) {
      const name = metadataOfTag.get(tag);
      if (name !== undefined) return metadata?.[name];
      const key = formatTag(tag);
      const all = [tags, ...levels.toReversed().map((level) => ancestorTags?.[level])];
      return all.find((values) => values?.[key] !== undefined)?.[key];
    },
    items: () => undefined,
  };
}
