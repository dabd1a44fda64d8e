import { formatTag } from '@isocenter/dicom';
import type { IndexStore } from '../index/index-store.ts';
import type { ResourceCondition, ResourceRecord, WantedParts } from '../index/resource-query.ts';
import { ancestorsOf, type Level, levels } from '../model/level.ts';
import { identifierTags, type TagValues } from '../model/main-tags.ts';
import { type DicomIdentifiers, publicIdOf } from '../model/public-id.ts';
import type { NamedResource } from './modification-parameters.ts';

/** Resources asked for at a time. */
const pageSize = 500;

export type SourceIndex = Pick<IndexStore, 'findResources' | 'listInstances'>;

/** A resource with its identifiers and those above it; the identifiers below are empty. */
export interface SourceResource extends NamedResource {
  readonly identifiers: DicomIdentifiers;
  readonly patientTags: TagValues;
}

/** The identifiers of resources of one level; those that are not there are left out. */
export async function* sourceResources(
  index: SourceIndex,
  level: Level,
  publicIds: readonly string[],
): AsyncGenerator<SourceResource> {
  const want = { tags: true, ancestorTags: ancestorsOf(level) };
  for (let at = 0; at < publicIds.length; at += pageSize) {
    const values = publicIds.slice(at, at + pageSize);
    for await (const record of found(index, level, [{ derived: true, kind: 'public-ids', values }], want)) {
      const tagsOf = (of: Level) => (of === level ? record.tags : record.ancestorTags?.[of]) ?? {};
      const identifier = (of: Level) => tagsOf(of)[formatTag(identifierTags[of])] ?? '';
      yield {
        level,
        publicId: record.publicId,
        identifiers: {
          patientId: identifier('Patient'),
          studyInstanceUid: identifier('Study'),
          seriesInstanceUid: identifier('Series'),
          sopInstanceUid: identifier('Instance'),
        },
        patientTags: tagsOf('Patient'),
      };
    }
  }
}

/** Resources of any levels, level by level. */
export async function* sourcesOfAnyLevel(
  index: SourceIndex,
  resources: readonly NamedResource[],
): AsyncGenerator<SourceResource> {
  for (const [level, ofLevel] of Map.groupBy(resources, (resource) => resource.level)) {
    const publicIds = ofLevel.map(({ publicId }) => publicId);
    yield* sourceResources(index, level, publicIds);
  }
}

/** The instances of resources, each once, resource by resource. */
export async function instancesBelow(index: SourceIndex, resources: readonly NamedResource[]): Promise<string[]> {
  const instances = new Set<string>();
  for (const { level, publicId } of resources) {
    if (level === 'Instance') {
      instances.add(publicId);
      continue;
    }
    for await (const page of index.listInstances(level, [publicId])) {
      for (const instance of page) instances.add(instance.publicId);
    }
  }
  return [...instances];
}

/** The labels of resources, of all above and all below them: those that have some. */
export async function labelsAround(
  index: SourceIndex,
  sources: readonly SourceResource[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const labels: Record<string, readonly string[]> = {};
  const note = async (level: Level, condition: ResourceCondition) => {
    for await (const record of found(index, level, [condition], { labels: true })) {
      if (record.labels !== undefined && record.labels.length > 0) labels[record.publicId] = record.labels;
    }
  };
  for (const { identifiers, level, publicId } of sources) {
    const { patientId, seriesInstanceUid, studyInstanceUid } = identifiers;
    const above: Readonly<Record<string, string>> = {
      Patient: publicIdOf(patientId),
      Study: publicIdOf(patientId, studyInstanceUid),
      Series: publicIdOf(patientId, studyInstanceUid, seriesInstanceUid),
    };
    for (const of of ancestorsOf(level)) {
      await note(of, { derived: true, kind: 'public-ids', values: [above[of] ?? ''] });
    }
    for (const of of levels.slice(levels.indexOf(level))) {
      await note(of, { derived: true, kind: 'within', level, publicId });
    }
  }
  return labels;
}

async function* found(
  index: SourceIndex,
  level: Level,
  conditions: readonly ResourceCondition[],
  want: WantedParts,
): AsyncGenerator<ResourceRecord> {
  for await (const page of index.findResources({ level, conditions, order: [{ by: 'public-id' }], want })) yield* page;
}
