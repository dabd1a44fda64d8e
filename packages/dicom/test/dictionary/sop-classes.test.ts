import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  SopClasses,
  sopClassName,
  sopClassOf,
  storageSopClasses,
  WellKnownSopInstances,
} from '../../src/dictionary/sop-classes.ts';
import { isValidUid } from '../../src/uid.ts';

/** Restated from PS3.6 Table A-1. */
const sopClasses = [
  ['1.2.840.10008.1.1', 'Verification', 'Verification', 'verification', false],
  ['1.2.840.10008.1.20.1', 'StorageCommitmentPushModel', 'Storage Commitment Push Model', 'storage-commitment', false],
  ['1.2.840.10008.5.1.4.1.1.2', 'CTImageStorage', 'CT Image Storage', 'storage', false],
  ['1.2.840.10008.5.1.4.1.1.6', 'UltrasoundImageStorageRetired', 'Ultrasound Image Storage', 'storage', true],
  [
    '1.2.840.10008.5.1.4.1.1.77.1.6',
    'VLWholeSlideMicroscopyImageStorage',
    'VL Whole Slide Microscopy Image Storage',
    'storage',
    false,
  ],
  ['1.2.840.10008.5.1.4.1.1.104.1', 'EncapsulatedPDFStorage', 'Encapsulated PDF Storage', 'storage', false],
  ['1.2.840.10008.5.1.4.1.1.481.5', 'RTPlanStorage', 'RT Plan Storage', 'storage', false],
  [
    '1.2.840.10008.5.1.4.34.7',
    'RTBeamsDeliveryInstructionStorage',
    'RT Beams Delivery Instruction Storage',
    'storage',
    false,
  ],
  [
    '1.2.840.10008.5.1.4.1.2.1.1',
    'PatientRootQueryRetrieveInformationModelFind',
    'Patient Root Query/Retrieve Information Model - FIND',
    'query-retrieve',
    false,
  ],
  [
    '1.2.840.10008.5.1.4.1.2.2.2',
    'StudyRootQueryRetrieveInformationModelMove',
    'Study Root Query/Retrieve Information Model - MOVE',
    'query-retrieve',
    false,
  ],
  [
    '1.2.840.10008.5.1.4.1.2.2.3',
    'StudyRootQueryRetrieveInformationModelGet',
    'Study Root Query/Retrieve Information Model - GET',
    'query-retrieve',
    false,
  ],
  [
    '1.2.840.10008.5.1.4.31',
    'ModalityWorklistInformationModelFind',
    'Modality Worklist Information Model - FIND',
    'worklist',
    false,
  ],
  [
    '1.2.840.10008.3.1.2.3.3',
    'ModalityPerformedProcedureStep',
    'Modality Performed Procedure Step',
    'procedure-step',
    false,
  ],
] as const;

describe('the SOP classes', () => {
  for (const [uid, keyword, name, kind, retired] of sopClasses) {
    it(`have ${keyword}`, () => {
      assert.equal(SopClasses[keyword], uid);
      const found = sopClassOf(uid);
      assert.deepEqual([found?.keyword, found?.kind, found?.retired], [keyword, kind, retired]);
      assert.equal(sopClassName(uid), name);
    });
  }

  it('for storage are those below 5.1.4.1.1 and the few that are elsewhere', () => {
    const outside = storageSopClasses.filter(({ uid }) => !uid.startsWith('1.2.840.10008.5.1.4.1.1.'));
    assert.deepEqual(
      outside
        .filter(({ retired }) => !retired)
        .map(({ keyword }) => keyword)
        .toSorted(),
      [
        'ColorPaletteStorage',
        'GenericImplantTemplateStorage',
        'HangingProtocolStorage',
        'ImplantAssemblyTemplateStorage',
        'ImplantTemplateGroupStorage',
        'RTBeamsDeliveryInstructionStorage',
        'RTBrachyApplicationSetupDeliveryInstructionStorage',
      ],
    );
    assert.ok(storageSopClasses.length > 190);
    assert.ok(storageSopClasses.every(({ keyword }) => !/Find|Move|Get|Query/.test(keyword)));
  });

  it('have valid UIDs, each once', () => {
    const uids = [...Object.values(SopClasses), ...Object.values(WellKnownSopInstances)];
    assert.equal(new Set(uids).size, uids.length);
    for (const uid of uids) assert.ok(isValidUid(uid), uid);
  });

  it('do not have other UIDs', () => {
    assert.equal(sopClassOf('1.2.3'), undefined);
    assert.equal(sopClassName('1.2.840.10008.1.2'), undefined);
  });
});
