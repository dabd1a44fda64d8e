import { DataSet, parseDataSet, type Tag, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { GeneratedInstance } from '../faults/generated-instances.ts';
import type { PacsLevel, PacsScript } from './pacs-script.ts';

/** Unique keys, top first (PS3.4 C.6.1.1, C.6.2.1). */
const uniqueKeys: readonly (readonly [PacsLevel, Tag])[] = [
  ['PATIENT', Tags.PatientID],
  ['STUDY', Tags.StudyInstanceUID],
  ['SERIES', Tags.SeriesInstanceUID],
  ['IMAGE', Tags.SOPInstanceUID],
];

/** An instance with its attributes. */
export interface HeldInstance extends GeneratedInstance {
  readonly attributes: DataSet;
}

export function heldInstance(instance: GeneratedInstance): HeldInstance {
  return { ...instance, attributes: parseDataSet(instance.dataSet, TransferSyntaxes.ExplicitVRLittleEndian) };
}

/** Instances that an Identifier names, by any of its keys. */
export function matching(instances: readonly HeldInstance[], identifier: DataSet): readonly HeldInstance[] {
  const keys = [...identifier].filter(
    ({ tag }) => tag !== Tags.QueryRetrieveLevel && tag !== Tags.SpecificCharacterSet && !isCount(tag),
  );
  return instances.filter(({ attributes }) =>
    keys.every(({ tag }) => {
      const wanted = identifier.texts(tag).filter((value) => value !== '');
      const value = attributes.textField(tag) ?? '';
      return wanted.length === 0 || wanted.some((pattern) => matches(pattern, value));
    }),
  );
}

/** Whether a question has one value in the unique key of every level above its own (PS3.4 C.4.1.2.1). */
export function isHierarchical(level: PacsLevel, identifier: DataSet): boolean {
  const studyRoot = uniqueKeys.slice(1);
  const above = studyRoot.slice(
    0,
    Math.max(
      0,
      studyRoot.findIndex(([name]) => name === level),
    ),
  );
  return above.every(
    ([, tag]) => identifier.texts(tag).filter((value) => value !== '' && !/[*?]/.test(value)).length === 1,
  );
}

/** One answer for each resource of the level, with the attributes that the Identifier asks for. */
export function answersOf(
  instances: readonly HeldInstance[],
  level: PacsLevel,
  identifier: DataSet,
  { countsNot = false }: PacsScript,
): readonly DataSet[] {
  const key = uniqueKeys.find(([name]) => name === level)?.[1] ?? Tags.SOPInstanceUID;
  const found = new Map(
    matching(instances, identifier).map((instance) => [instance.attributes.textField(key), instance] as const),
  );
  return [...found.values()].map(({ attributes }) => {
    const answer = new DataSet().set(Tags.QueryRetrieveLevel, 'CS', level);
    for (const { tag, vr } of identifier) {
      if (tag === Tags.QueryRetrieveLevel) continue;
      if (!isCount(tag)) answer.set(tag, vr, attributes.textField(tag) ?? '');
      else if (!countsNot) answer.set(tag, vr, String(countOf(instances, tag, attributes)));
    }
    return answer;
  });
}

function isCount(tag: Tag): boolean {
  return tag === Tags.NumberOfStudyRelatedInstances || tag === Tags.NumberOfSeriesRelatedInstances;
}

function countOf(instances: readonly HeldInstance[], count: Tag, attributes: DataSet): number {
  const key = count === Tags.NumberOfStudyRelatedInstances ? Tags.StudyInstanceUID : Tags.SeriesInstanceUID;
  return instances.filter((each) => each.attributes.textField(key) === attributes.textField(key)).length;
}

function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(value);
}
