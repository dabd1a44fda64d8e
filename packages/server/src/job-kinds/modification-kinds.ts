import { instanceSetContent } from '../jobs/job-json.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { type ModificationOptions, ModificationRun } from './modification-run.ts';

/** Jobs that make new instances from old ones, by the names of the REST API. */
export const modificationTypes = ['ResourceModification', 'SplitStudy', 'MergeStudy'] as const;

export type ModificationType = (typeof modificationTypes)[number];

/**
 * `ResourceModification`, `SplitStudy`, `MergeStudy`: their items are the public ids of the instances to start from. New
 * identifiers come from a key that the job keeps, so that an item which is done again after a crash takes the place of
 * what it had made. Sources are deleted after everything is stored.
 */
export function modificationKinds(options: ModificationOptions): readonly JobKind[] {
  return modificationTypes.map((type) => ({
    type,
    permissive: true,
    publicContent: instanceSetContent,
    run: (context) => new ModificationRun(options, context).run(),
  }));
}
