import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type LoadedConfiguration, loadConfiguration } from '../../src/config/load.ts';
import { optionDocs } from '../../src/config/option-docs.ts';
import { printedConfiguration } from '../../src/config/printed-configuration.ts';
import type { Environment } from '../../src/config/variables.ts';
import { temporaryFolder } from './temporary-folder.ts';

function loadSection(context: TestContext, section: object, env: Environment = {}): LoadedConfiguration {
  const folder = temporaryFolder(context, { 'a.json': JSON.stringify({ AwsS3Storage: section }) });
  return loadConfiguration({ paths: ['a.json'], env, cwd: folder });
}

/** The example of the peer's documentation, with all of its fields. */
const peerSection = {
  BucketName: 'test-orthanc-s3-plugin',
  Region: 'eu-central-1',
  AccessKey: 'AKXXX',
  SecretKey: 'RhYYYY',
  Endpoint: '',
  ConnectionTimeout: 30,
  RequestTimeout: 1200,
  RootPath: '',
  MigrationFromFileSystemEnabled: false,
  StorageStructure: 'flat',
  EnableLegacyUnknownFiles: true,
  VirtualAddressing: true,
  HybridMode: 'Disabled',
  UseTransferManager: false,
  TransferPoolSize: 10,
  TransferBufferSize: 5,
  EnableAwsSdkLogs: false,
  StorageClass: 'STANDARD',
  StorageEncryption: {
    Enable: true,
    MasterKey: [3, '/path/to/master.key'],
    PreviousMasterKeys: [
      [1, '/path/to/previous1.key'],
      [2, 'previous2.key'],
    ],
    MaxConcurrentInputSize: 1024,
  },
};

test('the section of the peer is read without a warning, its defaults are ours', (context) => {
  const { configuration, warnings } = loadSection(context, peerSection);
  assert.deepEqual(warnings, []);
  const section = configuration.AwsS3Storage;
  const { MasterKey, PreviousMasterKeys } = section?.StorageEncryption ?? {};
  assert.deepEqual(MasterKey, { id: 3, path: '/path/to/master.key' });
  assert.equal(PreviousMasterKeys?.[0]?.path, '/path/to/previous1.key');
  assert.match(PreviousMasterKeys?.[1]?.path ?? '', /^\/.*\/previous2\.key$/);
  const {
    AccessKey,
    BucketName,
    EnableLegacyUnknownFiles,
    Region,
    SecretKey,
    StorageClass,
    StorageEncryption,
    ...rest
  } = peerSection;
  const byDefault = loadSection(context, { BucketName }).configuration.AwsS3Storage;
  for (const [name, value] of Object.entries(rest)) {
    assert.deepEqual(
      Object.entries(byDefault ?? {}).find(([key]) => key === name),
      [name, value],
    );
  }
});

test('without the section there is no object storage', (context) => {
  const folder = temporaryFolder(context, { 'a.json': '{}' });
  const { configuration } = loadConfiguration({ paths: ['a.json'], env: {}, cwd: folder });
  assert.equal(configuration.AwsS3Storage, undefined);
});

test('a cache has a folder beside the configuration, and a mode', (context) => {
  const { configuration } = loadSection(context, { BucketName: 'b', Cache: {} });
  const { Directory, MaximumSize, Mode } = configuration.AwsS3Storage?.Cache ?? {};
  assert.match(Directory ?? '', /^\/.*isocenter-cache$/);
  assert.deepEqual([MaximumSize, Mode], [10240, 'WriteThrough']);
  const bad = { BucketName: 'b', Cache: { Mode: 'WriteNever' } };
  assert.throws(() => loadSection(context, bad), { code: 'CONFIGURATION_VALUE', message: /AwsS3Storage\.Cache\.Mode/ });
});

test('what is half said is refused', (context) => {
  const sections = [
    [{}, /BucketName/],
    [{ BucketName: 'b', AccessKey: 'a' }, /AccessKey and SecretKey/],
    [{ BucketName: 'b', SecretKey: 'hunter2' }, /AccessKey and SecretKey/],
    [{ BucketName: 'b', StorageEncryption: {} }, /MasterKey/],
  ] as const;
  for (const [section, message] of sections) {
    assert.throws(() => loadSection(context, section), { code: 'CONFIGURATION_CONFLICT', message });
  }
  assert.doesNotThrow(() => loadSection(context, { BucketName: 'b', StorageEncryption: { Enable: false } }));
});

test('wrong values are refused with their place, and without the secret', (context) => {
  const sections = [
    [{ BucketName: 'b', RootPath: '/a' }, 'CONFIGURATION_VALUE', /RootPath/],
    [{ BucketName: 'b', RootPath: 'a/' }, 'CONFIGURATION_VALUE', /RootPath/],
    [{ BucketName: 'b', StorageStructure: 'deep' }, 'CONFIGURATION_VALUE', /StorageStructure/],
    [{ BucketName: 'b', TransferBufferSize: 4 }, 'CONFIGURATION_RANGE', /TransferBufferSize/],
    [{ BucketName: 'b', SecretKey: ['hunter2'] }, 'CONFIGURATION_TYPE', /SecretKey/],
    [{ BucketName: 'b', StorageEncryption: { MasterKey: 'k' } }, 'CONFIGURATION_TYPE', /StorageEncryption\.MasterKey/],
    [{ BucketName: 'b', StorageEncryption: { MasterKey: [1] } }, 'CONFIGURATION_VALUE', /MasterKey/],
    [{ BucketName: 'b', StorageEncryption: { MasterKey: [1, 'a', 'b'] } }, 'CONFIGURATION_VALUE', /MasterKey/],
    [{ BucketName: 'b', StorageEncryption: { MasterKey: [-1, 'a'] } }, 'CONFIGURATION_RANGE', /MasterKey/],
    [{ BucketName: 'b', StorageEncryption: { MasterKey: [2 ** 32, 'a'] } }, 'CONFIGURATION_RANGE', /MasterKey/],
  ] as const;
  for (const [section, code, message] of sections) {
    assert.throws(
      () => loadSection(context, section),
      (error: Error & { code?: string }) =>
        error.code === code && message.test(error.message) && !/hunter2/.test(error.message),
      JSON.stringify(section),
    );
  }
});

test('what is not supported yet gives a warning', (context) => {
  const section = { BucketName: 'b', HybridMode: 'WriteToFileSystem', MigrationFromFileSystemEnabled: true };
  const { warnings } = loadSection(context, section);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['not-supported-yet', 'not-supported-yet'],
  );
});

test('the keys may come from the environment', (context) => {
  const env = { ISOCENTER__AWS_S3_STORAGE__ACCESS_KEY: '123', ISOCENTER__AWS_S3_STORAGE__SECRET_KEY: '456' };
  const { configuration } = loadSection(context, { BucketName: 'b' }, env);
  assert.deepEqual([configuration.AwsS3Storage?.AccessKey, configuration.AwsS3Storage?.SecretKey], ['123', '456']);
});

test('fields of fields are documented and printed', () => {
  assert.match(optionDocs(), /`AwsS3Storage\.StorageEncryption\.MasterKey` *\| \[number, path\]/);
  assert.match(printedConfiguration(), /^ {2}\/\/ {5}"MaximumSize" \(10240\): /m);
});
