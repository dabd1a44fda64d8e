import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AssociationPolicyOptions, associationPolicy } from '../../src/access/association-policy.ts';
import { isCommandAllowed, type PermittedCommand } from '../../src/access/command-permissions.ts';
import type { JsonObject } from '../../src/config/json.ts';
import { parseModality } from '../../src/config/modality.ts';

/** The defaults of Orthanc 1.13. */
const defaults: AssociationPolicyOptions = {
  DicomAet: 'ISOCENTER',
  DicomCheckCalledAet: false,
  DicomCheckModalityHost: false,
  StrictAetComparison: false,
  DicomAlwaysAllowEcho: true,
  DicomAlwaysAllowStore: true,
  DicomAlwaysAllowFind: false,
  DicomAlwaysAllowFindWorklist: false,
  DicomAlwaysAllowGet: false,
  DicomAlwaysAllowMove: false,
};

const nothingOpen = { ...defaults, DicomAlwaysAllowEcho: false, DicomAlwaysAllowStore: false };

/** Result, source and reason of A-ASSOCIATE-RJ (PS3.8 Table 9-21). */
const callingNotRecognized = { result: 1, source: 1, reason: 3 };
const calledNotRecognized = { result: 1, source: 1, reason: 7 };

const pacs = parseModality('pacs', ['PACS', '10.0.0.1', 104]);

function decide(options: AssociationPolicyOptions, callingAeTitle: string, address = '10.0.0.1', called = 'ISOCENTER') {
  const verdict = associationPolicy(options, [pacs])({ callingAeTitle, calledAeTitle: called, address });
  return verdict.accepted ? verdict.peer.modalities.map(({ Name }) => Name) : verdict.rejection;
}

test('with the defaults every valid calling AE title is accepted', () => {
  assert.deepEqual(decide(defaults, 'PACS'), ['pacs']);
  assert.deepEqual(decide(defaults, 'STRANGER'), []);
});

test('an unknown calling AE title is rejected only when none of the six commands is open to all', () => {
  assert.deepEqual(decide(nothingOpen, 'STRANGER'), callingNotRecognized);
  assert.deepEqual(decide(nothingOpen, 'PACS'), ['pacs']);
  for (const command of ['Echo', 'Store', 'Find', 'FindWorklist', 'Get', 'Move'] as const) {
    assert.deepEqual(decide({ ...nothingOpen, [`DicomAlwaysAllow${command}`]: true }, 'STRANGER'), [], command);
  }
});

test('the called AE title counts only when it is checked', () => {
  assert.deepEqual(decide(defaults, 'PACS', '10.0.0.1', 'OTHER'), ['pacs']);
  const checked = { ...defaults, DicomCheckCalledAet: true };
  assert.deepEqual(decide(checked, 'PACS', '10.0.0.1', 'OTHER'), calledNotRecognized);
  assert.deepEqual(decide(checked, 'PACS', '10.0.0.1', ' isocenter '), ['pacs']);
  const strict = { ...checked, StrictAetComparison: true };
  assert.deepEqual(decide(strict, 'PACS', '10.0.0.1', 'isocenter'), calledNotRecognized);
});

test('letter case counts in AE titles only when the comparison is strict, blanks around them never', () => {
  assert.deepEqual(decide(nothingOpen, ' pacs  '), ['pacs']);
  assert.deepEqual(decide({ ...nothingOpen, StrictAetComparison: true }, 'pacs'), callingNotRecognized);
  assert.deepEqual(decide({ ...nothingOpen, StrictAetComparison: true }, 'PACS '), ['pacs']);
});

test('a calling AE title that the standard does not allow is rejected', () => {
  for (const title of ['', '    ', 'A\\B', 'A\nB', 'A\u0000', 'SEVENTEEN_LETTERS', 'Zürich']) {
    assert.deepEqual(decide(defaults, title), callingNotRecognized, JSON.stringify(title));
  }
});

test('with the host checked an AE title from another address is unknown', () => {
  const checked = { ...nothingOpen, DicomCheckModalityHost: true };
  assert.deepEqual(decide(checked, 'PACS', '10.0.0.1'), ['pacs']);
  assert.deepEqual(decide(checked, 'PACS', '::ffff:10.0.0.1'), ['pacs']);
  assert.deepEqual(decide(checked, 'PACS', '10.0.0.2'), callingNotRecognized);
  assert.deepEqual(decide({ ...defaults, DicomCheckModalityHost: true }, 'PACS', '10.0.0.2'), []);
});

/** Command, field of the modality, option that opens it to all. */
const commandTable: readonly (readonly [PermittedCommand, string, keyof AssociationPolicyOptions | undefined])[] = [
  ['echo', 'AllowEcho', 'DicomAlwaysAllowEcho'],
  ['store', 'AllowStore', 'DicomAlwaysAllowStore'],
  ['find', 'AllowFind', 'DicomAlwaysAllowFind'],
  ['find-worklist', 'AllowFindWorklist', 'DicomAlwaysAllowFindWorklist'],
  ['get', 'AllowGet', 'DicomAlwaysAllowGet'],
  ['move', 'AllowMove', 'DicomAlwaysAllowMove'],
  ['n-action', 'AllowNAction', undefined],
  ['n-event-report', 'AllowEventReport', undefined],
];

function modality(name: string, fields: JsonObject = {}, host = '10.0.0.1') {
  return parseModality(name, { AET: 'PACS', Host: host, Port: 104, ...fields });
}

test('each command has its own field and its own option', () => {
  for (const [command, field] of commandTable) {
    const without = modality('a', { [field]: false });
    for (const [other] of commandTable) {
      assert.equal(
        isCommandAllowed(other, { modalities: [without] }, nothingOpen),
        other !== command,
        `${field} ${other}`,
      );
    }
  }
  for (const [command, , option] of commandTable) {
    if (option === undefined) continue;
    const open = { ...nothingOpen, [option]: true };
    for (const [other] of commandTable) {
      assert.equal(isCommandAllowed(other, { modalities: [] }, open), other === command, `${option} ${other}`);
    }
  }
});

test('an unknown peer may use nothing that is not open to all', () => {
  const allowed = commandTable.filter(([command]) => isCommandAllowed(command, { modalities: [] }, defaults));
  assert.deepEqual(
    allowed.map(([command]) => command),
    ['echo', 'store'],
  );
});

test('several modalities with one AE title must all allow a command', () => {
  const permissive = modality('a');
  const strict = modality('b', { AllowMove: false }, '10.0.0.2');
  const requestor = { callingAeTitle: 'PACS', calledAeTitle: 'X', address: '10.0.0.1' };
  const anywhere = associationPolicy(nothingOpen, [permissive, strict])(requestor);
  assert.ok(anywhere.accepted);
  assert.equal(isCommandAllowed('move', anywhere.peer, nothingOpen), false);
  assert.equal(isCommandAllowed('find', anywhere.peer, nothingOpen), true);
});

test('with the host checked the modality at the address decides', () => {
  const options = { ...nothingOpen, DicomCheckModalityHost: true };
  const policy = associationPolicy(options, [modality('a'), modality('b', { AllowMove: false }, '10.0.0.2')]);
  for (const [address, isAllowed] of [
    ['10.0.0.1', true],
    ['10.0.0.2', false],
  ] as const) {
    const verdict = policy({ callingAeTitle: 'PACS', calledAeTitle: 'X', address });
    assert.ok(verdict.accepted);
    assert.equal(isCommandAllowed('move', verdict.peer, options), isAllowed, address);
  }
});
