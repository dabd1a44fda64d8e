import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

/** The fields of section 5.1. */
const systemFields = [
  'ApiVersion',
  'Capabilities',
  'CheckRevisions',
  'DatabaseBackendPlugin',
  'DatabaseServerIdentifier',
  'DatabaseVersion',
  'DicomAet',
  'DicomDefaultRetrieveMethod',
  'DicomPort',
  'HasLabels',
  'HttpPort',
  'IngestTranscoding',
  'IsHttpServerSecure',
  'IsocenterVersion',
  'MainDicomTags',
  'MaximumPatientCount',
  'MaximumStorageMode',
  'MaximumStorageSize',
  'Name',
  'OverwriteInstances',
  'OverwriteInstancesMode',
  'PatientLevelEnabled',
  'Performance',
  'PluginsEnabled',
  'ReadOnly',
  'StorageAreaPlugin',
  'StorageCompression',
  'StoreMD5ForAttachments',
  'ThirdPartyPatches',
  'ThirdPartyVersions',
  'UserMetadata',
  'Version',
];
const performanceFields = [
  'ConcurrentJobs',
  'DicomParserCacheSize',
  'DicomParserMemoryCapacity',
  'DicomParserThreadsCount',
  'DicomThreadsCount',
  'HttpThreadsCount',
  'MaximumStorageCacheSize',
  'SequentialDicomReaderThreadsCount',
  'StorageLoaderThreadsCount',
  'StorageMemoryCapacity',
  'TranscoderCacheSize',
  'TranscoderMemoryCapacity',
  'TranscoderThreadsCount',
];

test('the system is described in the fields of the peer, whose version clients go by, and in one of its own', async (t) => {
  const { app } = await startArchive(t);
  const system = (await app.inject('/system')).json();
  assert.deepEqual(Object.keys(system), systemFields);
  assert.deepEqual(Object.keys(system.Performance), performanceFields);
  assert.deepEqual(
    [system.ApiVersion, system.DatabaseBackendPlugin, system.OverwriteInstances, system.OverwriteInstancesMode],
    [31, null, false, 'Never'],
  );
  assert.deepEqual([system.Version, system.IsocenterVersion], ['1.13.0', '1.2.3']);
  assert.equal(system.MainDicomTags.Patient, '0010,0010;0010,0020;0010,0030;0010,0040;0010,1000');
  assert.equal(system.IsHttpServerSecure, true);
});

test('statistics count resources, and tell sizes as text', async (t) => {
  const { app } = await startArchive(t);
  const { Path } = await upload(app);
  await upload(app, { study: 2, patientId: 'P2' });
  const { FileSize } = (await app.inject(Path)).json();
  assert.deepEqual((await app.inject('/statistics')).json(), {
    CountInstances: 2,
    CountPatients: 2,
    CountSeries: 2,
    CountStudies: 2,
    TotalDiskSize: String(2 * FileSize),
    TotalDiskSizeMB: 0,
    TotalUncompressedSize: String(2 * FileSize),
    TotalUncompressedSizeMB: 0,
  });
});
