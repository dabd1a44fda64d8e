import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConfigurationError } from '../../src/config/errors.ts';
import type { JsonValue } from '../../src/config/json.ts';
import { type Configuration, optionGroups, options } from '../../src/config/options.ts';
import { detachedReader } from '../../src/config/value-reader.ts';
import { orthancOptions } from './orthanc-options.ts';

/** Where our defaults are meant to differ from the peer's. */
const ownDefaults = {
  Name: 'Isocenter',
  DicomAet: 'ISOCENTER',
  StorageDirectory: 'isocenter-data',
  MaximumPduLength: 131072,
  JobsHistorySize: 100,
};

/** Options the peer does not have: default, smallest and largest value. */
const ownNumbers = {
  MaximumAssociations: [200, 1, undefined],
  MaximumAssociationsPerPeer: [0, 0, undefined],
  MaximumFilesInArchive: [100_000, 0, undefined],
  MaximumArchiveSizeMB: [65536, 0, undefined],
  MaximumArchiveRatio: [300, 0, undefined],
  DicomMoveParallelAssociations: [1, 1, 64],
  DicomAsynchronousOperations: [8, 1, 65535],
  DicomStoreRetries: [2, 0, 100],
  DicomStoreRetryDelay: [1, 0, 3600],
  DicomBreakerThreshold: [5, 0, undefined],
  DicomBreakerDelay: [30, 1, undefined],
  CMoveResponseInterval: [5, 1, 5],
  JobsLease: [30, 3, 3600],
  JobsMaximumRetries: [5, 0, undefined],
  JobsRetryDelay: [10, 0, undefined],
  JobsMaximumRetryDelay: [600, 0, undefined],
  DrainDelay: [0, 0, 3600],
  ShutdownGrace: [10, 0, 3600],
  PluginTimeLimit: [10, 1, 3600],
  PluginMemoryLimit: [512, 16, 65536],
  LuaTimeLimit: [10, 1, 3600],
  LuaMemoryLimit: [256, 32, 2048],
} as const;

const ownNames = {
  CMoveStatusConvention: ['Standard', 'Orthanc'],
  LogLevel: ['default', 'verbose', 'trace'],
  LogFormat: ['text', 'json'],
} as const;

/** Switches that the peer does not have, and their defaults. */
const ownSwitches = { LuaSystemAccess: false } as const;

/** Lists that the peer does not have, and a value of each. */
const ownLists = { HttpAllowedOrigins: ['https://viewer.example'] } as const;

/** Sections: of the peer's plugins, and our own. */
const sections = ['AutoRouting', 'PostgreSQL', 'AwsS3Storage', 'Worklists', 'Relay'];

function read(key: string, json: Parameters<typeof detachedReader>[0]): unknown {
  return options.get(key)?.type.read(detachedReader(json, [key]));
}

test('every option of the peer is known, with its default unless ours is meant to differ', () => {
  for (const [key, [, byDefault]] of Object.entries(orthancOptions)) {
    const expected = Object.hasOwn(ownDefaults, key) ? new Map(Object.entries(ownDefaults)).get(key) : byDefault;
    assert.ok(options.has(key), key);
    assert.deepEqual(options.get(key)?.default, expected, key);
  }
});

test('there is no option besides those of the peer and the list of our own', () => {
  const expected = [
    ...Object.keys(orthancOptions),
    ...Object.keys(ownNumbers),
    ...Object.keys(ownNames),
    ...Object.keys(ownSwitches),
    ...Object.keys(ownLists),
    ...sections,
  ];
  assert.deepEqual([...options.keys()].toSorted(), expected.toSorted());
});

test('no option is in two groups', () => {
  const keys = optionGroups.flatMap((group) => Object.keys(group.options));
  assert.equal(keys.length, options.size);
});

test('every option takes its own default and refuses another JSON type', () => {
  const wrongValues = { integer: '1', boolean: 'true', string: 5, array: 'x', object: [], 'string or boolean': 5 };
  for (const [key, [type]] of Object.entries(orthancOptions)) {
    const byDefault = options.get(key)?.default;
    if (byDefault !== undefined) assert.doesNotThrow(() => read(key, byDefault), key);
    assert.throws(() => read(key, wrongValues[type]), { code: 'CONFIGURATION_TYPE' }, key);
  }
});

test('our own lists are empty by default', () => {
  for (const [key, value] of Object.entries(ownLists)) {
    assert.equal(options.get(key)?.default, undefined, key);
    assert.deepEqual(read(key, value), value, key);
    assert.throws(() => read(key, 5), { code: 'CONFIGURATION_TYPE' }, key);
  }
});

test('our own numbers have their default and range', () => {
  for (const [key, [byDefault, smallest, largest]] of Object.entries(ownNumbers)) {
    assert.equal(options.get(key)?.default, byDefault, key);
    assert.equal(read(key, smallest), smallest, key);
    assert.throws(() => read(key, smallest - 1), { code: 'CONFIGURATION_RANGE' }, key);
    if (largest === undefined) continue;
    assert.equal(read(key, largest), largest, key);
    assert.throws(() => read(key, largest + 1), { code: 'CONFIGURATION_RANGE' }, key);
  }
});

test('our own names have their default first and take no other', () => {
  for (const [key, names] of Object.entries(ownNames)) {
    assert.equal(options.get(key)?.default, names[0], key);
    for (const name of names) assert.equal(read(key, name), name);
    assert.throws(() => read(key, 'Other'), { code: 'CONFIGURATION_VALUE' }, key);
  }
});

test('switches that the peer does not have are off unless they are set', () => {
  for (const [key, byDefault] of Object.entries(ownSwitches)) {
    assert.equal(options.get(key)?.default, byDefault, key);
    assert.equal(read(key, true), true);
  }
});

test('the PDU length is between 4096 and 131072 bytes', () => {
  assert.equal(read('MaximumPduLength', 4096), 4096);
  for (const bytes of [4095, 131073])
    assert.throws(() => read('MaximumPduLength', bytes), { code: 'CONFIGURATION_RANGE' });
});

test('an option without effect says why', () => {
  for (const [key, { support, reason }] of options) {
    assert.equal(reason !== undefined, support !== 'yes', key);
  }
});

test('the types of values come from the table', () => {
  // Checked by the compiler: each line fails to compile if the inferred type is another one.
  const port: Configuration['DicomPort'] extends number ? true : false = true;
  const unset: undefined extends Configuration['IndexDirectory'] ? true : false = true;
  const set: undefined extends Configuration['StorageDirectory'] ? true : false = false;
  const convention: Configuration['CMoveStatusConvention'] extends 'Standard' | 'Orthanc' ? true : false = true;
  assert.deepEqual([port, unset, set, convention], [true, true, false, true]);
});

test('warnings that are not named stay on', () => {
  assert.deepEqual(read('Warnings', { W003_DecoderFailure: false }), {
    W001_TagsBeingReadFromStorage: true,
    W002_InconsistentDicomTagsInDb: true,
    W003_DecoderFailure: false,
    W004_NoMainDicomTagsSignature: true,
    W005_RequestingTagFromLowerResourceLevel: true,
    W006_RequestingTagFromMetaHeader: true,
    W007_MissingRequestedTagsNotReadFromDisk: true,
  });
});

test('overwriting may be switched by a boolean', () => {
  assert.equal(read('OverwriteInstances', true), 'Always');
  assert.equal(read('OverwriteInstances', false), 'Never');
});

test('whatever JSON an option is given, it is taken or refused by a ConfigurationError', () => {
  const keys = [...options.keys()];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }), (key, json) => {
      try {
        read(key, json as JsonValue);
      } catch (error) {
        assert.ok(error instanceof ConfigurationError, String(error));
        assert.equal(error.key?.split('.')[0], key);
      }
    }),
    { numRuns: 2000 },
  );
});
