import type { IndexStore } from '../index/index-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';
import { isPublicId } from '../model/public-id.ts';

/** Ids looked up at a time. */
const pageSize = 1000;

type SelectionIndex = Pick<IndexStore, 'findResources' | 'listInstances'>;

/**
 * The instances of the given resources, whatever their levels, in the order given.
 * @throws IsocenterError BadRequest for what cannot be a public id; UnknownResource, with HTTP status 500 as the peer
 */
export async function instancesOf(index: SelectionIndex, publicIds: readonly string[]): Promise<string[]> {
  const malformed = publicIds.find((publicId) => !isPublicId(publicId));
  if (malformed !== undefined) throw new IsocenterError('BadRequest', 'A resource has no valid identifier');
  const levelsById = await levelsOf(index, publicIds);
  const instances: string[] = [];
  for (const run of runsOfOneLevel(publicIds, levelsById)) {
    if (run.level === 'Instance') {
      instances.push(...run.publicIds);
      continue;
    }
    for await (const page of index.listInstances(run.level, run.publicIds)) {
      instances.push(...page.map(({ publicId }) => publicId));
    }
  }
  return instances;
}

/** The level of each id; most requests name resources of one level, lowest first finds most of a long list at once. */
async function levelsOf(index: SelectionIndex, publicIds: readonly string[]): Promise<ReadonlyMap<string, Level>> {
  const found = new Map<string, Level>();
  let unknown: readonly string[] = [...new Set(publicIds)];
  for (const level of levels.toReversed()) {
    for (let at = 0; at < unknown.length; at += pageSize) {
      const values = unknown.slice(at, at + pageSize);
      const conditions = [{ derived: true, kind: 'public-ids', values }] as const;
      for await (const page of index.findResources({ level, conditions, order: [{ by: 'public-id' }], want: {} })) {
        for (const { publicId } of page) found.set(publicId, level);
      }
    }
    unknown = unknown.filter((publicId) => !found.has(publicId));
  }
  if (unknown.length > 0) {
    throw new IsocenterError('UnknownResource', `Unknown resource: ${unknown[0]}`, { httpStatus: 500 });
  }
  return found;
}

interface Run {
  readonly level: Level;
  readonly publicIds: string[];
}

/** Neighbours of one level are listed together: one call for all of them keeps their order. */
function runsOfOneLevel(publicIds: readonly string[], levelsById: ReadonlyMap<string, Level>): readonly Run[] {
  const runs: Run[] = [];
  for (const publicId of publicIds) {
    const level = levelsById.get(publicId);
    if (level === undefined) continue;
    const last = runs.at(-1);
    if (last?.level === level) last.publicIds.push(publicId);
    else runs.push({ level, publicIds: [publicId] });
  }
  return runs;
}
