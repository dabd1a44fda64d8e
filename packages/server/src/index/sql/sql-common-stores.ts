import type { CommonStores } from '../common-stores.ts';
import { SqlExportLog } from './sql-export-log.ts';
import { SqlRelayStore } from './sql-relay-store.ts';
import { SqlRemoteQueryStore } from './sql-remote-query-store.ts';
import { SqlWorklistStore } from './sql-worklist-store.ts';
import type { StatementRunner } from './statement-runner.ts';

/** The stores whose SQL is the same in all databases. */
export function sqlCommonStores(runner: StatementRunner): CommonStores {
  return {
    exports: new SqlExportLog(runner),
    queries: new SqlRemoteQueryStore(runner),
    relay: new SqlRelayStore(runner),
    worklists: new SqlWorklistStore(runner),
  };
}
