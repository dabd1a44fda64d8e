import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary } from '@isocenter/dicom';
import { formatDateTime, formatPreciseDateTime } from '../../src/model/date-time.ts';
import { levels } from '../../src/model/level.ts';
import { MainTags } from '../../src/model/main-tags.ts';

/** Orthanc's main DICOM tags, by keyword. */
const keywords = {
  Patient: 'PatientName PatientID PatientBirthDate PatientSex OtherPatientIDs',
  Study:
    'StudyDate StudyTime AccessionNumber InstitutionName ReferringPhysicianName TimezoneOffsetFromUTC ' +
    'StudyDescription StudyInstanceUID StudyID RequestingPhysician RequestedProcedureDescription',
  Series:
    'SeriesDate SeriesTime Modality Manufacturer TimezoneOffsetFromUTC StationName SeriesDescription OperatorsName ' +
    'ContrastBolusAgent BodyPartExamined SequenceName ProtocolName CardiacNumberOfImages ' +
    'AcquisitionDeviceProcessingDescription SeriesInstanceUID SeriesNumber ImageOrientationPatient ' +
    'NumberOfTemporalPositions ImagesInAcquisition PerformedProcedureStepStartDate PerformedProcedureStepStartTime ' +
    'PerformedProcedureStepDescription RequestAttributesSequence NumberOfSlices NumberOfTimeSlices SeriesType',
  Instance:
    'InstanceCreationDate InstanceCreationTime SOPInstanceUID AcquisitionNumber InstanceNumber ImagePositionPatient ' +
    'ImageOrientationPatient TemporalPositionIdentifier ImageComments NumberOfFrames ImageIndex',
};

describe('main tags', () => {
  const mainTags = new MainTags();

  it('are by default those of the peer', () => {
    for (const level of levels) {
      const expected = keywords[level].split(' ').map((keyword) => DataDictionary.standard.byKeyword(keyword)?.tag);
      assert.deepEqual([...mainTags.of(level)].sort(), expected.sort(), level);
    }
  });

  it('are named by a signature: sorted hex tags joined by ;', () => {
    assert.equal(mainTags.signature('Patient'), '0010,0010;0010,0020;0010,0030;0010,0040;0010,1000');
    assert.match(mainTags.signature('Series'), /^0008,0021;.*0008,103e;.*;0054,1000$/);
  });

  it('can be more, and the signature tells so', () => {
    const more = new MainTags({ Patient: [0x00100021, 0x00100010] });
    assert.equal(more.signature('Patient'), '0010,0010;0010,0020;0010,0021;0010,0030;0010,0040;0010,1000');
    assert.equal(more.signature('Study'), mainTags.signature('Study'));
    assert.equal(more.all.has(0x00100021), true);
    assert.equal(mainTags.all.has(0x00100021), false);
  });

  it('belong to the topmost level that keeps them', () => {
    assert.equal(mainTags.levelOf(0x00080201), 'Study');
    assert.equal(mainTags.levelOf(0x00200037), 'Series');
    assert.equal(mainTags.levelOf(0x00080018), 'Instance');
    assert.equal(mainTags.levelOf(0x00280010), undefined);
  });
});

describe('dates', () => {
  const date = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 67));

  it('of resources are written to the second, in UTC', () => {
    assert.equal(formatDateTime(date), '20260102T030405');
  });

  it('of jobs are written to the microsecond, in UTC', () => {
    assert.equal(formatPreciseDateTime(date), '20260102T030405.067000');
  });
});
