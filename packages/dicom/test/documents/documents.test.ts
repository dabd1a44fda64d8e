import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type BulkSource,
  BulkValue,
  DataDictionary,
  DataSet,
  dicomJsonDocument,
  encodeDataSetToBytes,
  Fragments,
  nativeDicomModel,
  parseDataSet,
  Tags,
  TransferSyntaxes,
  toDicomJson,
} from '../../src/index.ts';

const nothing: BulkSource = {
  read: () => {
    throw new Error('nothing was left in the source');
  },
};

/** Bytes in chunks of the given size. */
function sourceOf(bytes: Uint8Array, chunkBytes: number): BulkSource {
  return {
    async *read({ length, offset }) {
      for (let at = offset; at < offset + length; at += chunkBytes) {
        yield bytes.subarray(at, Math.min(at + chunkBytes, offset + length));
      }
    },
  };
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

async function json(dataSet: DataSet, source = nothing, options = {}): Promise<Record<string, unknown>> {
  return JSON.parse(await textOf(dicomJsonDocument(dataSet, source, options)));
}

function sample(): DataSet {
  const item = new DataSet().set(Tags.CodeValue, 'SH', 'T-1');
  return new DataSet()
    .set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192')
    .set(Tags.Modality, 'CS', ['A', '', 'B'])
    .set(Tags.StudyDescription, 'LO', 'Grüße <&> "q"')
    .set(Tags.SourceImageSequence, 'SQ', [item, new DataSet()])
    .set(Tags.ProcedureCodeSequence, 'SQ', [])
    .set(Tags.PatientName, 'PN', 'Doe^Jane=Ideo=Phon')
    .set(Tags.PatientSize, 'DS', ['1.50', ''])
    .set(Tags.InstanceNumber, 'IS', null)
    .set(Tags.Rows, 'US', 258)
    .set(Tags.DimensionIndexPointer, 'AT', [0x0020_9056])
    .set(Tags.PointCoordinatesData, 'OF', Uint8Array.of(0, 0, 0x80, 0x3f))
    .set(0x0009_0010, 'LO', 'ACME')
    .set(0x0009_1001, 'OB', Uint8Array.of(1, 2, 3, 4));
}

describe('the DICOM JSON document', () => {
  it('says what the DICOM JSON model of the same data set says (PS3.18 F.2)', async () => {
    assert.deepEqual(await json(sample()), {
      '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
      '00080060': { vr: 'CS', Value: ['A', null, 'B'] },
      '00081030': { vr: 'LO', Value: ['Grüße <&> "q"'] },
      '00081032': { vr: 'SQ' },
      '00082112': { vr: 'SQ', Value: [{ '00080100': { vr: 'SH', Value: ['T-1'] } }, {}] },
      '00090010': { vr: 'LO', Value: ['ACME'] },
      '00091001': { vr: 'OB', InlineBinary: 'AQIDBA==' },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane', Ideographic: 'Ideo', Phonetic: 'Phon' }] },
      '00101020': { vr: 'DS', Value: [1.5, null] },
      '00200013': { vr: 'IS' },
      '00209165': { vr: 'AT', Value: ['00209056'] },
      '00280010': { vr: 'US', Value: [258] },
      '00660016': { vr: 'OF', InlineBinary: 'AACAPw==' },
    });
    assert.deepEqual(await json(sample()), toDicomJson(sample()));
  });

  it('has arrays of numbers as numbers where that is asked for', async () => {
    const { '00660016': points } = await json(sample(), nothing, { numberArraysAsValues: true });
    assert.deepEqual(points, { vr: 'OF', Value: [1] });
  });

  it('reads values that were left in the source, whatever its chunks are, and swaps big endian ones', async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
    const text = Buffer.from('Ä'.repeat(200), 'utf8');
    const source = Buffer.concat([bytes, text]);
    const bigEndian = { bigEndian: true, explicitVr: true } as const;
    for (const chunkBytes of [1, 7, 64, 5000]) {
      const dataSet = new DataSet().set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
      dataSet.setElement({ tag: Tags.PatientComments, vr: 'LT', value: new BulkValue(1000, 400), encoding: undefined });
      dataSet.setElement({ tag: 0x0009_1001, vr: 'OB', value: new BulkValue(0, 1000), encoding: undefined });
      dataSet.setElement({ tag: Tags.PixelData, vr: 'OW', value: new BulkValue(1, 998), encoding: bigEndian });
      const document = await json(dataSet, sourceOf(source, chunkBytes));
      assert.deepEqual(document['00104000'], { vr: 'LT', Value: ['Ä'.repeat(200)] });
      const inline = (tag: string) => Buffer.from((document[tag] as { InlineBinary: string }).InlineBinary, 'base64');
      assert.deepEqual(inline('00091001'), Buffer.from(bytes));
      assert.deepEqual(inline('7FE00010'), Buffer.from(bytes.subarray(1, 999)).swap16());
    }
  });

  it('tells what the dictionary knows of values that are UN (PS3.5 6.2.2)', async () => {
    const sequence = Uint8Array.of(0xfe, 0xff, 0, 0xe0, 10, 0, 0, 0, 0x08, 0, 0, 0x01, 2, 0, 0, 0, 0x54, 0x31);
    const dataSet = new DataSet()
      .set(Tags.StudyDate, 'UN', Buffer.from('20260131'))
      .set(Tags.AccessionNumber, 'UN', new Uint8Array(0))
      .set(Tags.ProcedureCodeSequence, 'UN', sequence)
      .set(0x0009_0010, 'LO', 'ACME')
      .set(0x0009_1001, 'UN', Uint8Array.of(1, 2));
    assert.deepEqual(await json(dataSet), {
      '00080020': { vr: 'DA', Value: ['20260131'] },
      '00080050': { vr: 'SH' },
      '00081032': { vr: 'SQ', Value: [{ '00080100': { vr: 'SH', Value: ['T1'] } }] },
      '00090010': { vr: 'LO', Value: ['ACME'] },
      '00091001': { vr: 'UN', InlineBinary: 'AQI=' },
    });
  });

  it('leaves out group lengths, file meta information and encapsulated pixel data', async () => {
    const dataSet = new DataSet().set(0x0002_0010, 'UI', '1.2').set(0x0008_0000, 'UL', 10).set(Tags.Rows, 'US', 1);
    dataSet.setElement({ tag: Tags.PixelData, vr: 'OB', value: new Fragments([]), encoding: undefined });
    assert.deepEqual(Object.keys(await json(dataSet)), ['00280010']);
    const bulk = new BulkValue(0, 100, [{ offset: 8, length: 0 }]);
    dataSet.setElement({ tag: Tags.PixelData, vr: 'OB', value: bulk, encoding: undefined });
    assert.deepEqual(Object.keys(await json(dataSet)), ['00280010']);
  });

  it('is JSON whatever the text is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 50 }), async (text) => {
        const dataSet = new DataSet().set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
        dataSet.set(Tags.PatientComments, 'LT', text);
        const bytes = encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian);
        const read = parseDataSet(bytes, TransferSyntaxes.ExplicitVRLittleEndian);
        assert.deepEqual(await json(read), toDicomJson(read));
      }),
    );
  });
});

describe('the Native DICOM Model', () => {
  it('is XML of PS3.19 A.1', async () => {
    const xml = await textOf(nativeDicomModel(sample(), nothing));
    assert.equal(
      xml,
      [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        '<NativeDicomModel xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM">',
        '<DicomAttribute tag="00080005" vr="CS" keyword="SpecificCharacterSet"><Value number="1">ISO_IR 192</Value>',
        '</DicomAttribute>',
        '<DicomAttribute tag="00080060" vr="CS" keyword="Modality"><Value number="1">A</Value>',
        '<Value number="2"></Value><Value number="3">B</Value></DicomAttribute>',
        '<DicomAttribute tag="00081030" vr="LO" keyword="StudyDescription">',
        '<Value number="1">Grüße &lt;&amp;&gt; &quot;q&quot;</Value></DicomAttribute>',
        '<DicomAttribute tag="00081032" vr="SQ" keyword="ProcedureCodeSequence"/>',
        '<DicomAttribute tag="00082112" vr="SQ" keyword="SourceImageSequence"><Item number="1">',
        '<DicomAttribute tag="00080100" vr="SH" keyword="CodeValue"><Value number="1">T-1</Value></DicomAttribute>',
        '</Item><Item number="2"></Item></DicomAttribute>',
        '<DicomAttribute tag="00090010" vr="LO" keyword="PrivateCreator"><Value number="1">ACME</Value></DicomAttribute>',
        '<DicomAttribute tag="00091001" vr="OB" privateCreator="ACME"><InlineBinary>AQIDBA==</InlineBinary>',
        '</DicomAttribute>',
        '<DicomAttribute tag="00100010" vr="PN" keyword="PatientName"><PersonName number="1">',
        '<Alphabetic><FamilyName>Doe</FamilyName><GivenName>Jane</GivenName></Alphabetic>',
        '<Ideographic><FamilyName>Ideo</FamilyName></Ideographic><Phonetic><FamilyName>Phon</FamilyName></Phonetic>',
        '</PersonName></DicomAttribute>',
        '<DicomAttribute tag="00101020" vr="DS" keyword="PatientSize"><Value number="1">1.50</Value>',
        '<Value number="2"></Value></DicomAttribute>',
        '<DicomAttribute tag="00200013" vr="IS" keyword="InstanceNumber"/>',
        '<DicomAttribute tag="00209165" vr="AT" keyword="DimensionIndexPointer"><Value number="1">00209056</Value>',
        '</DicomAttribute>',
        '<DicomAttribute tag="00280010" vr="US" keyword="Rows"><Value number="1">258</Value></DicomAttribute>',
        '<DicomAttribute tag="00660016" vr="OF" keyword="PointCoordinatesData"><InlineBinary>AACAPw==</InlineBinary>',
        '</DicomAttribute>',
        '</NativeDicomModel>\n',
      ].join(''),
    );
  });

  it('names private attributes as the dictionary does', async () => {
    const dictionary = DataDictionary.standard.extend([
      {
        tag: 0x0009_1001,
        keyword: 'Secret "<x>',
        name: 'Secret',
        vr: 'OB',
        vm: '1',
        retired: false,
        privateCreator: 'ACME',
      },
    ]);
    const xml = await textOf(nativeDicomModel(sample(), nothing, { dictionary }));
    assert.ok(xml.includes('keyword="Secret &quot;&lt;x&gt;" privateCreator="ACME"'));
  });

  it('has no character that XML has no way to write', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 50 }), async (text) => {
        const dataSet = new DataSet().set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
        dataSet.set(Tags.PatientComments, 'LT', text).set(Tags.PatientName, 'PN', text.replaceAll('\\', ''));
        const xml = await textOf(nativeDicomModel(dataSet, nothing));
        const written = xml.replaceAll(/<\/?[A-Za-z]+( [a-z-]+="[^"<>]*")*\/?>|<\?xml[^?]*\?>/gi, '');
        assert.doesNotMatch(written, /[<>"]|&(?!amp;|lt;|gt;|quot;|#13;)|(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u);
      }),
    );
  });
});
