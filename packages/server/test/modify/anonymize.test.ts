import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DataSet, encodeDataSetToBytes, Tags, TransferSyntaxes } from '@isocenter/dicom';
import fc from 'fast-check';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { Pseudonyms } from '../../src/modify/pseudonyms.ts';
import { anonymized, modified } from './modified-data-set.ts';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function image(): DataSet {
  return new DataSet()
    .set(Tags.SOPClassUID, 'UI', '1.2.840.10008.5.1.4.1.1.4')
    .set(Tags.SOPInstanceUID, 'UI', '1.2.3.4.5')
    .set(Tags.StudyDate, 'DA', '20260131')
    .set(Tags.StudyDescription, 'LO', 'Knee of Jane')
    .set(Tags.PatientName, 'PN', 'Doe^Jane')
    .set(Tags.PatientID, 'LO', 'P1')
    .set(Tags.PatientBirthDate, 'DA', '19700101')
    .set(Tags.StudyInstanceUID, 'UI', '1.2.3')
    .set(Tags.SeriesInstanceUID, 'UI', '1.2.3.4')
    .set(Tags.FrameOfReferenceUID, 'UI', '1.2.9')
    .set(Tags.Rows, 'US', 4)
    .set(0x0009_0010, 'LO', 'ACME')
    .set(0x0009_1001, 'LO', 'Jane')
    .set(0x6000_3000, 'OW', new Uint8Array(4));
}

describe('anonymization', () => {
  test('gives new identifiers, a name, and says so', () => {
    const dataSet = anonymized(image());
    assert.match(dataSet.text(Tags.PatientID) ?? '', uuidForm);
    assert.equal(dataSet.text(Tags.PatientName), 'Anonymized7');
    assert.equal(dataSet.text(Tags.PatientIdentityRemoved), 'YES');
    for (const tag of [Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID, Tags.FrameOfReferenceUID]) {
      assert.match(dataSet.text(tag) ?? '', /^2\.25\.\d+$/);
    }
    assert.equal(dataSet.text(Tags.SOPClassUID), '1.2.840.10008.5.1.4.1.1.4');
    assert.equal(dataSet.number(Tags.Rows), 4);
    // Study Date Z, Patient's Birth Date Z, Study Description X, overlay and private attributes X
    assert.equal(dataSet.bytes(Tags.StudyDate)?.length, 0);
    assert.equal(dataSet.bytes(Tags.PatientBirthDate)?.length, 0);
    for (const tag of [Tags.StudyDescription, 0x0009_0010, 0x0009_1001, 0x6000_3000])
      assert.equal(dataSet.has(tag), false);
  });

  test('what is to be removed is not there, not even a new name', () => {
    const keywords = ['PatientName', 'PatientIdentityRemoved', 'DeidentificationMethod'] as const;
    const dataSet = anonymized(image(), { Remove: [...keywords] });
    for (const keyword of keywords) assert.equal(dataSet.has(Tags[keyword]), false, keyword);
  });

  test('the method names the profile as long as nothing else is asked for', () => {
    const methodOf = (request: object) => anonymized(image(), request).text(Tags.DeidentificationMethod);
    assert.equal(methodOf({}), 'Orthanc 1.2.3 - PS 3.15-2023b Table E.1-1 Basic Profile');
    assert.equal(methodOf({ DicomVersion: '2008' }), 'Orthanc 1.2.3 - PS 3.15-2008 Table E.1-1');
    assert.equal(methodOf({ Replace: {}, Keep: [], Remove: [] }), methodOf({}));
    for (const more of [
      { Replace: { StationName: 'x' } },
      { Keep: ['StudyDescription'] },
      { Remove: ['StationName'] },
      { KeepPrivateTags: true },
    ]) {
      assert.equal(methodOf(more), 'Orthanc 1.2.3', JSON.stringify(more));
    }
    assert.throws(() => methodOf({ DicomVersion: 'nope' }), { code: 'ParameterOutOfRange' });
  });

  test('what is kept or set is not cleaned', () => {
    const request = {
      Keep: ['StudyDescription', '0009,1001', 'PatientBirthDate'],
      Replace: { PatientName: 'Hello', StationName: 'S' },
    };
    const dataSet = anonymized(image(), request);
    assert.equal(dataSet.text(Tags.StudyDescription), 'Knee of Jane');
    assert.equal(dataSet.text(Tags.PatientBirthDate), '19700101');
    assert.equal(dataSet.text(0x0009_0010), 'ACME');
    assert.equal(dataSet.text(0x0009_1001), 'Jane');
    assert.equal(dataSet.text(Tags.PatientName), 'Hello');
    assert.equal(dataSet.text(Tags.StationName), 'S');
  });

  test('nested data sets are cleaned too, but where a sequence or an element in it is kept', () => {
    const nested = () =>
      new DataSet()
        .set(Tags.StudyDate, 'DA', '20260131')
        .set(Tags.CodeMeaning, 'LO', 'meaning')
        .set(Tags.StudyDescription, 'LO', 'Jane')
        .set(Tags.PatientName, 'PN', 'Doe^Jane')
        .set(0x0009_0010, 'LO', 'ACME')
        .set(0x0009_1001, 'LO', 'Jane')
        // Source Identifier: D, and of VR OB
        .set(0x0034_0005, 'OB', Uint8Array.of(1, 2))
        .set(Tags.ReferencedSOPInstanceUID, 'UI', '1.2.3.4.5');
    const build = () => image().set(Tags.MappingResourceIdentificationSequence, 'SQ', [nested()]);
    const itemOf = (dataSet: DataSet) => dataSet.sequence(Tags.MappingResourceIdentificationSequence)[0];

    const cleaned = anonymized(build());
    const tagsLeft = [...(itemOf(cleaned) ?? [])].map(({ tag }) => tag);
    assert.deepEqual(
      tagsLeft,
      [Tags.StudyDate, Tags.CodeMeaning, Tags.ReferencedSOPInstanceUID, Tags.PatientName].sort((a, b) => a - b),
    );
    assert.equal(itemOf(cleaned)?.bytes(Tags.StudyDate)?.length, 0);
    assert.equal(itemOf(cleaned)?.bytes(Tags.PatientName)?.length, 0);
    assert.equal(itemOf(cleaned)?.text(Tags.ReferencedSOPInstanceUID), cleaned.text(Tags.SOPInstanceUID));

    const kept = anonymized(build(), { Keep: ['MappingResourceIdentificationSequence'] });
    assert.equal(itemOf(kept)?.size, nested().size);
    assert.equal(itemOf(kept)?.text(Tags.StudyDate), '20260131');

    const partly = anonymized(build(), { Keep: ['MappingResourceIdentificationSequence[*].StudyDescription'] });
    assert.equal(itemOf(partly)?.text(Tags.StudyDescription), 'Jane');
    assert.equal(itemOf(partly)?.bytes(Tags.StudyDate)?.length, 0);
  });

  test('the way to what is kept in a private sequence stays open', () => {
    const item = new DataSet().set(Tags.SOPInstanceUID, 'UI', '1.7').set(Tags.StudyDescription, 'LO', 'Jane');
    const dataSet = image().set(0x2005_0014, 'LO', 'Philips').set(0x2005_140f, 'SQ', [item]);
    anonymized(dataSet, { Keep: ['2005,140f[0].SOPInstanceUID'] });
    const [left] = dataSet.sequence(0x2005_140f);
    assert.equal(left?.text(Tags.SOPInstanceUID), '1.7');
    assert.equal(left.has(Tags.StudyDescription), false);
    assert.equal(dataSet.text(0x2005_0014), 'Philips');
  });

  test('a sequence that hides as UN is cleaned; one that cannot be read goes', () => {
    const hidden = new DataSet().set(Tags.StudyDescription, 'LO', 'Jane').set(Tags.CodeMeaning, 'LO', 'meaning');
    const sequence = encodeDataSetToBytes(
      new DataSet().set(Tags.ProcedureCodeSequence, 'SQ', [hidden]),
      TransferSyntaxes.ImplicitVRLittleEndian,
    );
    // Without tag and length: the value of the sequence alone.
    const dataSet = image().set(Tags.ProcedureCodeSequence, 'UN', sequence.subarray(8));
    dataSet.set(Tags.AnatomicRegionSequence, 'UN', Buffer.from('Jane Doe'));
    anonymized(dataSet);
    const [item] = dataSet.sequence(Tags.ProcedureCodeSequence);
    assert.equal(item?.text(Tags.CodeMeaning), 'meaning');
    assert.equal(item.has(Tags.StudyDescription), false);
    assert.equal(dataSet.has(Tags.AnatomicRegionSequence), false);
  });

  test('references to what keeps its identifier are kept', () => {
    const reference = () => new DataSet().set(Tags.ReferencedSOPInstanceUID, 'UI', '1.2.3.4.6');
    const build = () => image().set(Tags.ReferencedImageSequence, 'SQ', [reference()]);
    const referenced = (dataSet: DataSet) =>
      dataSet.sequence(Tags.ReferencedImageSequence)[0]?.text(Tags.ReferencedSOPInstanceUID);
    assert.notEqual(referenced(anonymized(build())), '1.2.3.4.6');
    assert.equal(referenced(anonymized(build(), { Keep: ['SOPInstanceUID'], Force: true })), '1.2.3.4.6');
  });
});

const uid = fc
  .array(fc.integer({ min: 0, max: 99_999 }), { minLength: 2, maxLength: 8 })
  .map((parts) => `1.${parts.join('.')}`);

const hexText = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('pseudonyms', () => {
  test('the same seed gives the same UID, always another one, never two the same', () => {
    fc.assert(
      fc.property(fc.uniqueArray(uid, { minLength: 2, maxLength: 20 }), (uids) => {
        const [one, again, other] = [new Pseudonyms('aa'), new Pseudonyms('aa'), new Pseudonyms('ab')];
        const mapped = uids.map((old) => one.uid(old));
        assert.equal(new Set(mapped).size, uids.length);
        for (const [at, old] of uids.entries()) {
          assert.equal(again.uid(old), mapped[at]);
          assert.notEqual(other.uid(old), mapped[at]);
          assert.match(mapped[at] ?? '', /^2\.25\.[1-9]\d{0,38}$/);
          assert.match(one.patientId(old), uuidForm);
        }
      }),
    );
  });

  test('UIDs of the standard identify nobody and stay', () => {
    assert.equal(new Pseudonyms('aa').uid('1.2.840.10008.1.4.1.1'), '1.2.840.10008.1.4.1.1');
  });

  test('two UIDs are the same after anonymization if they were before, wherever they stand', () => {
    const instance = fc.record({ study: uid, series: uid, sop: uid, frame: uid, references: fc.array(uid) });
    fc.assert(
      fc.property(fc.array(instance, { minLength: 1, maxLength: 4 }), hexText, (instances, seed) => {
        const pairs = new Map<string, string>();
        const note = (before: string, after: string | undefined) => {
          assert.equal(pairs.get(before) ?? after, after);
          pairs.set(before, after ?? '');
        };
        for (const { frame, references, series, sop, study } of instances) {
          const dataSet = image()
            .set(Tags.StudyInstanceUID, 'UI', study)
            .set(Tags.SeriesInstanceUID, 'UI', series)
            .set(Tags.SOPInstanceUID, 'UI', sop)
            .set(Tags.FrameOfReferenceUID, 'UI', frame)
            .set(
              Tags.ReferencedImageSequence,
              'SQ',
              references.map((to) => new DataSet().set(Tags.ReferencedSOPInstanceUID, 'UI', to)),
            );
          anonymized(dataSet, {}, { seed });
          note(study, dataSet.text(Tags.StudyInstanceUID));
          note(series, dataSet.text(Tags.SeriesInstanceUID));
          note(sop, dataSet.text(Tags.SOPInstanceUID));
          note(frame, dataSet.text(Tags.FrameOfReferenceUID));
          for (const [at, item] of dataSet.sequence(Tags.ReferencedImageSequence).entries()) {
            note(references[at] ?? '', item.text(Tags.ReferencedSOPInstanceUID));
          }
        }
        assert.equal(new Set(pairs.values()).size, pairs.size);
        for (const before of pairs.keys()) assert.notEqual(pairs.get(before), before);
      }),
    );
  });
});

test('whatever a request asks for, the answer is a data set or an error that clients are told of', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'PatientName',
      'StudyInstanceUID',
      'ReferencedStudySequence',
      'Rows',
      '0009,1001',
      'SpecificCharacterSet',
    ),
    fc.constantFrom(
      'ReferencedStudySequence[0].PatientName',
      'ReferencedStudySequence[*].Rows',
      '7fe0,0010',
      '0042,0011',
    ),
    fc.string(),
  );
  const request = fc.record(
    {
      Replace: fc.dictionary(name, fc.jsonValue()),
      Remove: fc.array(name),
      Keep: fc.array(name),
      Force: fc.boolean(),
      RemovePrivateTags: fc.boolean(),
      KeepPrivateTags: fc.boolean(),
      PrivateCreator: fc.string(),
      DicomVersion: fc.constantFrom('2008', '2017c', '2021b', '2023b'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(request, fc.boolean(), (wanted, isAnonymization) => {
      try {
        const dataSet = image().set(Tags.ReferencedStudySequence, 'SQ', [new DataSet()]);
        if (isAnonymization) anonymized(dataSet, wanted);
        else modified(dataSet, wanted);
        encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian);
      } catch (error) {
        assert.ok(error instanceof IsocenterError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});
