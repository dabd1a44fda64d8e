import { type DataSet, type Tag, Tags } from '@isocenter/dicom';
import type { Manufacturer } from '../../config/modality.ts';
import { type Level, levelTerm } from '../../model/level.ts';
import { identifierTags } from '../../model/main-tags.ts';
import { fixWildcards, universalKey } from '../../remote-query/manufacturer-fixes.ts';
import type { UpstreamQuestion } from './upstream-link.ts';

/** The Identifier of a C-FIND (PS3.4 C.4.1.1.3), in the way of the product; its unique key is always asked for. */
export function findIdentifier({ keys, level }: UpstreamQuestion, manufacturer: Manufacturer): DataSet {
  const identifier = keys.cloneWithout(({ tag }) => tag === Tags.QueryRetrieveLevel);
  identifier.set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
  fixWildcards(identifier, manufacturer);
  const { tag, vr } = uniqueKey(level);
  if ((identifier.textField(tag) ?? '') === '') identifier.set(tag, vr, universalKey(manufacturer));
  return identifier;
}

function uniqueKey(level: Level): { readonly tag: Tag; readonly vr: 'LO' | 'UI' } {
  return { tag: identifierTags[level], vr: level === 'Patient' ? 'LO' : 'UI' };
}
