import { type DataDictionary, formatTag, parseTag, Tags } from '@isocenter/dicom';
import type { Association } from '@isocenter/dimse';
import type { Hook } from '../hooks/hook.ts';
import type { IncomingQuery, OriginFacts, QueryKeys } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { queryRetrieveLevels } from '../model/level.ts';
import type { AttributeKey, FindKey } from '../query/find-key.ts';
import type { FindIdentifier } from './find-identifier.ts';

type QueryFilter = Hook<IncomingQuery, QueryKeys>;

/**
 * A request as scripts and plugins leave it: they see its text keys and its level, and answer those that it is to have.
 * Sequences are not theirs to change.
 */
export async function filteredIdentifier(
  filter: QueryFilter,
  { keys, levelText }: FindIdentifier,
  association: Association,
  dictionary: DataDictionary,
): Promise<FindIdentifier> {
  const texts = { [levelTag]: levelText, ...textsOf(keys) };
  const answer = await filter.call({ keys: texts, origin: dicomOrigin(association) });
  const { [levelTag]: level = levelText, ...wanted } = answer;
  if (!isLevel(level)) throw new IsocenterError('ParameterOutOfRange', `The filter asks for the level ${level}`);
  return { level: queryRetrieveLevels[level], levelText: level, keys: changedKeys(keys, wanted, dictionary) };
}

/** The same for a request without a level, as of a worklist. */
export async function filteredKeys(
  filter: QueryFilter,
  keys: readonly FindKey[],
  association: Association,
  dictionary: DataDictionary,
): Promise<readonly FindKey[]> {
  const wanted = await filter.call({ keys: textsOf(keys), origin: dicomOrigin(association) });
  return changedKeys(keys, wanted, dictionary);
}

/** Where a request on an association comes from. */
export function dicomOrigin({ calledAet, callingAet, remoteAddress }: Association): OriginFacts {
  return {
    RequestOrigin: 'DicomProtocol',
    RemoteIp: remoteAddress,
    RemoteAet: callingAet,
    CalledAet: calledAet,
    Manufacturer: 'Generic',
  };
}

const levelTag = formatTag(Tags.QueryRetrieveLevel);

function textsOf(keys: readonly FindKey[]): Record<string, string> {
  const texts = keys.filter((key): key is AttributeKey => key.vr !== 'SQ');
  return Object.fromEntries(texts.map(({ tag, value }) => [formatTag(tag), value]));
}

function changedKeys(keys: readonly FindKey[], wanted: QueryKeys, dictionary: DataDictionary): readonly FindKey[] {
  const before = new Map(keys.map((key) => [key.tag, key]));
  const changed: FindKey[] = keys.filter(({ vr }) => vr === 'SQ');
  for (const [name, value] of Object.entries(wanted)) {
    const tag = parseTag(name) ?? dictionary.byKeyword(name)?.tag;
    if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `The filter asks for the tag ${name}`);
    const known = before.get(tag);
    const vr = dictionary.vrOf(tag) ?? 'UN';
    if (known !== undefined && known.vr !== 'SQ') changed.push({ ...known, value });
    else if (vr !== 'SQ') changed.push({ tag, vr, value });
  }
  return changed.toSorted((a, b) => a.tag - b.tag);
}

function isLevel(text: string): text is keyof typeof queryRetrieveLevels {
  return Object.hasOwn(queryRetrieveLevels, text);
}
