import { type DataDictionary, formatTag, parseTag, Tags } from '@isocenter/dicom';
import type { FindOperation } from '@isocenter/dimse';
import type { Hook } from '../hooks/hook.ts';
import type { IncomingQuery, OriginFacts, QueryKeys } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { queryRetrieveLevels } from '../model/level.ts';
import type { AttributeKey, FindKey } from '../query/find-key.ts';
import type { FindIdentifier } from './find-identifier.ts';

/**
 * A request as scripts and plugins leave it: they see its text keys and its level, and answer those that it is to have.
 * Sequences are not theirs to change.
 */
export async function filteredIdentifier(
  filter: Hook<IncomingQuery, QueryKeys>,
  identifier: FindIdentifier,
  { association }: Pick<FindOperation, 'association'>,
  dictionary: DataDictionary,
): Promise<FindIdentifier> {
  const texts = identifier.keys.filter((key): key is AttributeKey => key.vr !== 'SQ');
  const keys: Record<string, string> = { [levelTag]: identifier.levelText };
  for (const { tag, value } of texts) keys[formatTag(tag)] = value;
  const origin: OriginFacts = {
    RequestOrigin: 'DicomProtocol',
    RemoteIp: association.remoteAddress,
    RemoteAet: association.callingAet,
    CalledAet: association.calledAet,
    Manufacturer: 'Generic',
  };
  return changedIdentifier(identifier, await filter.call({ keys, origin }), dictionary);
}

const levelTag = formatTag(Tags.QueryRetrieveLevel);

function changedIdentifier(identifier: FindIdentifier, wanted: QueryKeys, dictionary: DataDictionary): FindIdentifier {
  const { [levelTag]: levelText = identifier.levelText, ...texts } = wanted;
  if (!isLevel(levelText))
    throw new IsocenterError('ParameterOutOfRange', `The filter asks for the level ${levelText}`);
  const before = new Map(identifier.keys.map((key) => [key.tag, key]));
  const keys: FindKey[] = identifier.keys.filter(({ vr }) => vr === 'SQ');
  for (const [name, value] of Object.entries(texts)) {
    const tag = parseTag(name) ?? dictionary.byKeyword(name)?.tag;
    if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `The filter asks for the tag ${name}`);
    const known = before.get(tag);
    const vr = dictionary.vrOf(tag) ?? 'UN';
    if (known !== undefined && known.vr !== 'SQ') keys.push({ ...known, value });
    else if (vr !== 'SQ') keys.push({ tag, vr, value });
  }
  return { level: queryRetrieveLevels[levelText], levelText, keys: keys.toSorted((a, b) => a.tag - b.tag) };
}

function isLevel(text: string): text is keyof typeof queryRetrieveLevels {
  return Object.hasOwn(queryRetrieveLevels, text);
}
