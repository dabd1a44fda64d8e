import { attachmentFunctions } from './schema/attachment-functions.ts';
import { batchFunctions } from './schema/batch-functions.ts';
import { changeFunctions } from './schema/change-functions.ts';
import { changesOfResources } from './schema/changes-of-resources.ts';
import { deletionFunctions } from './schema/deletion-functions.ts';
import { evictionFunctions } from './schema/eviction-functions.ts';
import { jobOutputs } from './schema/job-outputs.ts';
import { nameFunctions } from './schema/name-functions.ts';
import { networkTables } from './schema/network-tables.ts';
import { relayStudyByAge } from './schema/relay-study-by-age.ts';
import { relayTables } from './schema/relay-tables.ts';
import { resourceFunctions } from './schema/resource-functions.ts';
import { storeFunctions } from './schema/store-functions.ts';
import { tables } from './schema/tables.ts';
import { textFunctions } from './schema/text-functions.ts';

/** As they are now: a step that changes some of them makes all of them anew. */
const functions: readonly string[] = [
  ...textFunctions,
  ...nameFunctions,
  ...changeFunctions,
  ...deletionFunctions,
  ...storeFunctions,
  ...batchFunctions,
  ...resourceFunctions,
  ...attachmentFunctions,
  ...evictionFunctions,
];

/** Step n brings a database of version n to version n + 1. Steps are never changed once released, only added. */
export const migrations: readonly (readonly string[])[] = [
  [...tables, ...functions],
  [...changesOfResources, ...functions],
  jobOutputs,
  networkTables,
  // With it, parents of a batch may be left out.
  [...relayTables, ...functions],
  [...relayStudyByAge, ...functions],
];
