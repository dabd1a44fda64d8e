import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusCategory } from '../../src/message/status.ts';
import { finalRetrieveStatus } from '../../src/message/sub-operations.ts';

/** PS3.7 annex C. */
const CATEGORIES = {
  success: [0x0000],
  pending: [0xff00, 0xff01],
  cancel: [0xfe00],
  warning: [0x0001, 0x0107, 0x0116, 0xb000, 0xb006, 0xb007, 0xbfff],
  failure: [
    0x0105, 0x0106, 0x0110, 0x0111, 0x0112, 0x0117, 0x0122, 0x0124, 0x0210, 0x0211, 0x0213, 0xa700, 0xa801, 0xa900,
    0xc000, 0xcfff, 0xff02, 0xfe01, 0x1234,
  ],
};

for (const [category, statuses] of Object.entries(CATEGORIES)) {
  test(`statuses of category ${category}`, () => {
    for (const status of statuses) assert.equal(statusCategory(status), category, status.toString(16));
  });
}

/** PS3.4 C.4.2.1.5: completed, warning, failed, final status. */
for (const [completed, warning, failed, status] of [
  [0, 0, 0, 0x0000],
  [5, 0, 0, 0x0000],
  [5, 1, 0, 0xb000],
  [0, 3, 0, 0xb000],
  [5, 0, 1, 0xb000],
  [0, 1, 4, 0xb000],
  [0, 0, 4, 0xa702],
] as const) {
  test(`${completed} completed, ${warning} warnings and ${failed} failed end in ${status.toString(16)}`, () => {
    assert.equal(finalRetrieveStatus({ completed, warning, failed }), status);
  });
}
