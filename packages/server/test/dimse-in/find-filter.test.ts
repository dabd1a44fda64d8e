import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataDictionary, Tags } from '@isocenter/dicom';
import type { FindOperation } from '@isocenter/dimse';
import { filteredIdentifier } from '../../src/dimse-in/find-filter.ts';
import type { FindIdentifier } from '../../src/dimse-in/find-identifier.ts';
import type { IncomingQuery, QueryKeys } from '../../src/hooks/hooks.ts';
import type { FindKey } from '../../src/query/find-key.ts';

/** As much of an operation as is read. */
const operation = {
  association: { calledAet: 'CALLED', callingAet: 'CALLING', remoteAddress: '192.0.2.1' },
} as unknown as Pick<FindOperation, 'association'>;
const sequence: FindKey = { tag: Tags.ScheduledProcedureStepSequence, vr: 'SQ', keys: [] };
const keys: readonly FindKey[] = [
  { tag: Tags.PatientName, vr: 'PN', value: 'Doe*' },
  { tag: Tags.PatientID, vr: 'LO', value: '' },
  sequence,
];
const identifier: FindIdentifier = { level: 'Study', levelText: 'STUDY', keys };

function filter(change: (query: IncomingQuery) => QueryKeys) {
  return { isActive: true, call: async (query: IncomingQuery) => change(query) };
}

const filtered = (change: (query: IncomingQuery) => QueryKeys) =>
  filteredIdentifier(filter(change), identifier, operation, DataDictionary.standard);

test('a filter sees texts, the level and who asks; what it leaves is as it was', async () => {
  let seen: IncomingQuery | undefined;
  const same = await filtered((query) => {
    seen = query;
    return query.keys;
  });
  assert.deepEqual(seen, {
    keys: { '0008,0052': 'STUDY', '0010,0010': 'Doe*', '0010,0020': '' },
    origin: {
      RequestOrigin: 'DicomProtocol',
      RemoteIp: '192.0.2.1',
      RemoteAet: 'CALLING',
      CalledAet: 'CALLED',
      Manufacturer: 'Generic',
    },
  });
  assert.deepEqual(same, identifier);
});

test('keys are changed, added by tag or keyword, and left out; sequences stay', async () => {
  const changed = await filtered(() => ({ '0010,0020': 'P1', AccessionNumber: 'A*', '0008,0052': 'SERIES' }));
  assert.deepEqual(changed, {
    level: 'Series',
    levelText: 'SERIES',
    keys: [
      { tag: Tags.AccessionNumber, vr: 'SH', value: 'A*' },
      { tag: Tags.PatientID, vr: 'LO', value: 'P1' },
      sequence,
    ],
  });
});

test('what nobody could search for is an error', async () => {
  await assert.rejects(
    filtered(() => ({ NoSuchTag: '' })),
    { code: 'UnknownDicomTag' },
  );
  await assert.rejects(
    filtered(() => ({ '0008,0052': 'WARD' })),
    { code: 'ParameterOutOfRange' },
  );
});
