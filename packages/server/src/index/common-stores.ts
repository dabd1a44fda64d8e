import type { ExportLog } from './export-log.ts';
import type { RelayStore } from './relay-store.ts';
import type { RemoteQueryStore } from './remote-query-store.ts';
import type { WorklistStore } from './worklist-store.ts';

/** The stores beside the index of resources; they live in its database. */
export interface CommonStores {
  readonly exports: ExportLog;
  readonly queries: RemoteQueryStore;
  readonly relay: RelayStore;
  readonly worklists: WorklistStore;
}
