import { type DataDictionary, formatTag, Tags } from '@isocenter/dicom';
import type { FindOperation } from '@isocenter/dimse';
import type { Hook } from '../hooks/hook.ts';
import type { IncomingQuery, OriginFacts, QueryKeys } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { parseLevel } from '../model/level.ts';
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
  const origin = originOf(association);
  return changedIdentifier(identifier, await filter.call({ keys, origin }), dictionary);
}

/** Whom a request of an association comes from. */
export function originOf({ calledAet, callingAet, remoteAddress }: FindOperation['association']): OriginFacts {
  return {
    RequestOrigin: 'DicomProtocol',
    RemoteIp: remoteAddress,
    RemoteAet: callingAet,
    CalledAet: calledAet,
    Manufacturer: 'Generic',
  };
}

const levelTag = formatTag(Tags.QueryRetrieveLevel);

function changedIdentifier(identifier: FindIdentifier, wanted: QueryKeys, dictionary: DataDictionary): FindIdentifier {
  const { [levelTag]: levelText = identifier.levelText, ...texts } = wanted;
  const level = parseLevel(levelText);
  if (level === undefined) {
    throw new IsocenterError('ParameterOutOfRange', `The filter asks for the level ${levelText}`);
  }
  const before = new Map(identifier.keys.map((key) => [key.tag, key]));
  const keys: FindKey[] = identifier.keys.filter(({ vr }) => vr === 'SQ');
  for (const [name, value] of Object.entries(texts)) {
    const tag = dictionary.tagNamed(name);
    if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `The filter asks for the tag ${name}`);
    const known = before.get(tag);
    const vr = dictionary.vrOf(tag) ?? 'UN';
    if (known !== undefined && known.vr !== 'SQ') keys.push({ ...known, value });
    else if (vr !== 'SQ') keys.push({ tag, vr, value });
  }
  return { level, levelText, keys: keys.toSorted((a, b) => a.tag - b.tag) };
}
