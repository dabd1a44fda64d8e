import type { IndexStore } from '../index/index-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level } from '../model/level.ts';
import { isPublicId } from '../model/public-id.ts';
import { levelsOf } from './resource-levels.ts';

type SelectionIndex = Pick<IndexStore, 'findResources' | 'listInstances'>;

/** What a client names, and the instances of it. */
export interface InstanceSelection {
  /** As jobs show them. */
  readonly resources: readonly { readonly ID: string; readonly Type: Level }[];
  /** Public ids. */
  readonly instances: string[];
}

/**
 * The instances of the given resources, whatever their levels, in the order given.
 * @throws IsocenterError BadRequest for what cannot be a public id; UnknownResource, with HTTP status 500 as the peer
 */
export async function selectInstances(index: SelectionIndex, publicIds: readonly string[]): Promise<InstanceSelection> {
  const malformed = publicIds.find((publicId) => !isPublicId(publicId));
  if (malformed !== undefined) throw new IsocenterError('BadRequest', 'A resource has no valid identifier');
  const levelsById = await levelsOf(index, publicIds);
  const unknown = publicIds.find((publicId) => !levelsById.has(publicId));
  if (unknown !== undefined) {
    throw new IsocenterError('UnknownResource', `Unknown resource: ${unknown}`, { httpStatus: 500 });
  }
  const instances: string[] = [];
  const runs = runsOfOneLevel(publicIds, levelsById);
  for (const run of runs) {
    if (run.level === 'Instance') {
      instances.push(...run.publicIds);
      continue;
    }
    for await (const page of index.listInstances(run.level, run.publicIds)) {
      instances.push(...page.map(({ publicId }) => publicId));
    }
  }
  const resources = runs.flatMap(({ level, publicIds: ids }) => ids.map((ID) => ({ ID, Type: level })));
  return { instances, resources };
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
