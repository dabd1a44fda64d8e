import { DataDictionary, type DataSet, formatTag, Tags } from '@isocenter/dicom';
import type { Hook } from '../hooks/hook.ts';
import type { OutgoingQuery, QueryKeys } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** Tags that describe the request itself. */
const requestTags: ReadonlySet<number> = new Set([Tags.SpecificCharacterSet, Tags.QueryRetrieveLevel]);

/** A question as scripts and plugins leave it: its text keys are theirs to change, sequences stay as they are. */
export async function filteredQuestion(
  filter: Hook<OutgoingQuery, QueryKeys>,
  identifier: DataSet,
  modality: string,
): Promise<DataSet> {
  const keys: Record<string, string> = {};
  for (const { tag, vr } of identifier) {
    if (vr !== 'SQ' && !requestTags.has(tag)) keys[formatTag(tag)] = identifier.textField(tag) ?? '';
  }
  const wanted = await filter.call({ keys, modality });
  const filtered = identifier.cloneWithout(({ tag }) => formatTag(tag) in keys && !(formatTag(tag) in wanted));
  for (const [name, value] of Object.entries(wanted)) {
    if (keys[name] === value) continue;
    const tag = DataDictionary.standard.tagNamed(name);
    if (tag === undefined) throw new IsocenterError('UnknownDicomTag', `The filter asks for the tag ${name}`);
    const vr = filtered.get(tag)?.vr ?? DataDictionary.standard.vrOf(tag) ?? 'UN';
    filtered.set(tag, vr, value);
  }
  return filtered;
}
