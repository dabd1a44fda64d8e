import type { Configuration } from '../config/options.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { WorklistStore } from '../index/worklist-store.ts';
import type { Logger } from '../logging/logger.ts';
import { FolderWorklists } from './folder-worklists.ts';
import { IndexWorklists } from './index-worklists.ts';
import { JoinedWorklists } from './joined-worklists.ts';
import { WorklistHousekeeper } from './worklist-housekeeper.ts';
import type { WorklistSource } from './worklist-source.ts';

const millisecondsPerHour = 3_600_000;

export interface WorklistsEnvironment {
  readonly store: WorklistStore;
  readonly index: Pick<IndexStore, 'findResources'>;
  readonly characterSet: () => readonly string[];
  readonly logger: Logger;
}

/**
 * The worklists that the configuration names, or undefined when they are not offered: those of the index, and those of a
 * folder, where new ones go unless the index is asked for. They are cleaned up until `opened` is closed.
 */
export function openWorklists(
  section: Configuration['Worklists'],
  { characterSet, index, logger, store }: WorklistsEnvironment,
  opened: AsyncDisposableStack,
): WorklistSource | undefined {
  if (section?.Enable !== true) return undefined;
  const kept = new IndexWorklists(store, logger);
  const folder = section.Directory || section.Database;
  const files = folder === '' ? undefined : new FolderWorklists({ folder, characterSet, logger });
  const source = joined(kept, files, section.SaveInOrthancDatabase);
  const housekeeper = new WorklistHousekeeper({
    source,
    index,
    onStableStudy: section.DeleteWorklistsOnStableStudy,
    maximumAgeMs: section.DeleteWorklistsDelay * millisecondsPerHour,
    logger,
  });
  housekeeper.start(section.HousekeepingInterval);
  opened.defer(() => housekeeper.close());
  return source;
}

function joined(kept: WorklistSource, files: WorklistSource | undefined, prefersIndex: boolean): WorklistSource {
  if (files === undefined) return kept;
  return prefersIndex ? new JoinedWorklists(kept, files) : new JoinedWorklists(files, kept);
}
