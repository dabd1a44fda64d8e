import { DataDictionary, type DataSet, formatTag, parseTag, type Tag, Tags } from '@isocenter/dicom';
import type { RemoteModality } from '../config/modality.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { childOf, type Level, levelRoutes } from '../model/level.ts';
import type { RemoteQueries } from '../remote-query/remote-queries.ts';
import { dataSetJson } from '../tag-json/data-set-json.ts';
import type { WrittenTags } from '../tag-json/data-set-of-tags.ts';

/** Tags that the old find routes ask for at each level, whatever the client names. */
const templates: Readonly<Record<Level, readonly Tag[]>> = {
  Patient: [Tags.PatientName, Tags.PatientID, Tags.PatientBirthDate, Tags.PatientSex, Tags.OtherPatientIDs],
  Study: [
    Tags.StudyDate,
    Tags.StudyTime,
    Tags.AccessionNumber,
    Tags.ReferringPhysicianName,
    Tags.StudyDescription,
    Tags.PatientID,
    Tags.StudyInstanceUID,
    Tags.StudyID,
  ],
  Series: [
    Tags.SeriesDate,
    Tags.SeriesTime,
    Tags.AccessionNumber,
    Tags.Modality,
    Tags.SeriesDescription,
    Tags.OperatorsName,
    Tags.PatientID,
    Tags.BodyPartExamined,
    Tags.ProtocolName,
    Tags.StudyInstanceUID,
    Tags.SeriesInstanceUID,
    Tags.SeriesNumber,
    Tags.PerformedProcedureStepDescription,
  ],
  Instance: [
    Tags.InstanceCreationDate,
    Tags.InstanceCreationTime,
    Tags.SOPInstanceUID,
    Tags.AccessionNumber,
    Tags.PatientID,
    Tags.StudyInstanceUID,
    Tags.SeriesInstanceUID,
    Tags.InstanceNumber,
  ],
};

/** Tags of which each group needs one, longer than `shortestIdentifier`, so that not the whole archive is asked for. */
const requiredIdentifiers: Readonly<Record<Level, readonly (readonly string[])[]>> = {
  Patient: [],
  Study: [['PatientID', 'AccessionNumber']],
  Series: [['PatientID', 'AccessionNumber'], ['StudyInstanceUID']],
  Instance: [['PatientID', 'AccessionNumber'], ['StudyInstanceUID'], ['SeriesInstanceUID']],
};

const shortestIdentifier = 3;

/** The template of a level with what the client asks in place of it; undefined when that is too little. */
export function legacyQuestion(level: Level, tags: WrittenTags): WrittenTags | undefined {
  const byKeyword = Object.fromEntries(Object.entries(tags).map(([name, value]) => [keywordOf(name), value]));
  const isAsked = (keyword: string) => {
    const value = byKeyword[keyword];
    return typeof value === 'string' && value.length >= shortestIdentifier;
  };
  if (!requiredIdentifiers[level].every((group) => group.some(isAsked))) return undefined;
  return { ...emptyTemplate(level), ...byKeyword };
}

/** Resources of one tree at most: it is in memory until it is whole. */
const maxTreeResources = 10_000;

/** Resources in a tree: patients, their `Studies`, their `Series`. */
type FoundTree = Record<string, unknown>;

/**
 * Asks for patients, then for the studies of each, then for the series of those: one question each, in turn.
 * @throws IsocenterError NotEnoughMemory when they are too many
 */
export async function legacyTree(
  queries: Pick<RemoteQueries, 'ask'>,
  modality: RemoteModality,
  tags: WrittenTags,
): Promise<readonly FoundTree[]> {
  let count = 0;
  const ask = async (level: Level, asked: WrittenTags): Promise<FoundTree[]> => {
    const question = { level, tags: { ...emptyTemplate(level), ...asked }, normalize: true };
    const found = (await queries.ask(modality, question)).map(simplified);
    count += found.length;
    if (count > maxTreeResources) {
      throw new IsocenterError(
        'NotEnoughMemory',
        `The modality has more than ${maxTreeResources} resources: ask for less`,
      );
    }
    const child = childOf(level);
    if (child === undefined || child === 'Instance') return found;
    for (const resource of found) {
      resource[titleOf(child)] = await ask(child, identifiersOf(resource, level));
    }
    return found;
  };
  return ask('Patient', tags);
}

/** An answer as the old routes show it. */
export function simplified(answer: DataSet): FoundTree {
  return { ...dataSetJson(answer, { format: 'Simplified' }) };
}

function emptyTemplate(level: Level): WrittenTags {
  return Object.fromEntries(templates[level].map((tag) => [keywordOf(formatTag(tag)), '']));
}

function identifiersOf(resource: FoundTree, level: Level): WrittenTags {
  const { PatientID = '', StudyInstanceUID = '' } = resource;
  return level === 'Patient' ? { PatientID } : { PatientID, StudyInstanceUID };
}

/** `Studies`, `Series`. */
function titleOf(level: Level): string {
  const route = levelRoutes[level];
  return route.charAt(0).toUpperCase() + route.slice(1);
}

function keywordOf(name: string): string {
  const tag = parseTag(name);
  return (tag === undefined ? undefined : DataDictionary.standard.keywordOf(tag)) ?? name;
}
