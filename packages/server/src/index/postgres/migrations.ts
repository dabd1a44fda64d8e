import { attachmentFunctions } from './schema/attachment-functions.ts';
import { batchFunctions } from './schema/batch-functions.ts';
import { changeFunctions } from './schema/change-functions.ts';
import { deletionFunctions } from './schema/deletion-functions.ts';
import { nameFunctions } from './schema/name-functions.ts';
import { networkTables } from './schema/network-tables.ts';
import { resourceFunctions } from './schema/resource-functions.ts';
import { storeFunctions } from './schema/store-functions.ts';
import { tables } from './schema/tables.ts';
import { textFunctions } from './schema/text-functions.ts';

/** Step n brings a database of version n to version n + 1. Steps are never changed once released, only added. */
export const migrations: readonly (readonly string[])[] = [
  [
    ...tables,
    ...textFunctions,
    ...nameFunctions,
    ...changeFunctions,
    ...deletionFunctions,
    ...storeFunctions,
    ...batchFunctions,
    ...resourceFunctions,
    ...attachmentFunctions,
  ],
  networkTables,
];
