import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { parseFileHeader, Tags, type TransferSyntax, TransferSyntaxes } from '@isocenter/dicom';
import { bytesOf, ctImage, ctImageStorage, fileMetaOf, startIngest, storeDataSet, storeFile } from './ingest-bench.ts';

const explicit = TransferSyntaxes.ExplicitVRLittleEndian;
const implicit = TransferSyntaxes.ImplicitVRLittleEndian;
const bigEndian = TransferSyntaxes.ExplicitVRBigEndian;
const deflated = TransferSyntaxes.DeflatedExplicitVRLittleEndian;

/** The public ids of P1, 1.2.3, 1.2.3.4, 1.2.3.4.5; SHA-1 made with another program. */
const publicIds = {
  Patient: 'bdaf1eca-33d4619e-80e8ca68-9a1b74a4-febbbb29',
  Study: 'ce42f924-f6020bea-aa810144-6941b6f0-88331094',
  Series: '626a5deb-273fd2f8-0801eb57-046b8592-d6992882',
  Instance: '7ec54ea4-03b563b4-f9817b30-214c8311-b67e0f83',
};

/** What a stored file says of itself, and its data set. */
function readFile(file: Buffer) {
  const header = parseFileHeader(file);
  assert.ok(header !== 'need more');
  const meta = header.fileMeta;
  const identity = [0x00020002, 0x00020003, 0x00020010].map((tag) => meta?.text(tag));
  return { ...header, identity, sourceAet: meta?.text(0x00020016), dataSet: file.subarray(header.dataSetOffset) };
}

describe('a data set that arrives by C-STORE', () => {
  for (const [name, syntax] of Object.entries({ explicit, implicit, bigEndian, deflated })) {
    it(`in ${name} is kept byte for byte after a file meta information`, async (t) => {
      const bench = await startIngest(t);
      const bytes = bytesOf(ctImage(), syntax);
      const result = await storeDataSet(bench, bytes, { syntax });
      assert.deepEqual(result.publicIds, publicIds);
      const file = await bench.fileOf(result);
      const { dataSet, identity, preamble, sourceAet } = readFile(file);
      assert.equal(dataSet.equals(bytes), true);
      assert.deepEqual(identity, [ctImageStorage, '1.2.3.4.5', syntax.uid]);
      assert.deepEqual([preamble, sourceAet], [true, 'MODALITY']);
      assert.equal(result.size, file.length);
    });
  }

  it('may come in pieces of any size', async (t) => {
    for (const chunkBytes of [1, 7, 300_000]) {
      const bench = await startIngest(t);
      const bytes = bytesOf(ctImage(undefined, 2_000));
      const result = await storeDataSet(bench, bytes, { chunkBytes });
      assert.equal(readFile(await bench.fileOf(result)).dataSet.equals(bytes), true);
      assert.deepEqual(result.publicIds, publicIds);
    }
  });

  it('of several megabytes is kept whole', async (t) => {
    const bench = await startIngest(t);
    const bytes = bytesOf(ctImage(undefined, 3_000_000));
    const result = await storeDataSet(bench, bytes);
    assert.equal(readFile(await bench.fileOf(result)).dataSet.equals(bytes), true);
  });

  it('creates every level, the second instance of its series the last only', async (t) => {
    const bench = await startIngest(t);
    const first = await storeDataSet(bench, bytesOf(ctImage()));
    assert.deepEqual([first.status, first.created], ['Success', ['Patient', 'Study', 'Series', 'Instance']]);
    const another = bytesOf(ctImage((image) => image.set(Tags.SOPInstanceUID, 'UI', '1.2.3.4.6')));
    const second = await storeDataSet(bench, another, { command: { sopInstanceUid: '1.2.3.4.6' } });
    assert.deepEqual([second.status, second.created], ['Success', ['Instance']]);
    assert.deepEqual(await bench.counts(), [1, 1, 1, 2]);
    assert.deepEqual(await bench.changes(), [
      'NewInstance Instance',
      'NewSeries Series',
      'NewStudy Study',
      'NewPatient Patient',
      'NewInstance Instance',
    ]);
    assert.deepEqual(
      bench.events.map(({ level, publicId, type }) => [type, publicId === publicIds[level]]),
      [
        ['NewInstance', true],
        ['NewSeries', true],
        ['NewStudy', true],
        ['NewPatient', true],
        ['NewInstance', false],
      ],
    );
  });
});

describe('a file that is uploaded', () => {
  it('is kept byte for byte', async (t) => {
    for (const syntax of [explicit, implicit, bigEndian, deflated]) {
      for (const chunkBytes of [1, 133, 100_000]) {
        const bench = await startIngest(t);
        const file = Buffer.concat([fileMetaOf(syntax), bytesOf(ctImage(), syntax)]);
        const result = await storeFile(bench, file, chunkBytes);
        assert.equal((await bench.fileOf(result)).equals(file), true, `${syntax.name}, ${chunkBytes} at a time`);
        assert.deepEqual(result.publicIds, publicIds);
      }
    }
  });

  const withoutPreamble: readonly (readonly [string, TransferSyntax, number])[] = [
    ['begins with DICM', explicit, 128],
    ['begins with its file meta information', explicit, 132],
    ['is deflated and begins with its file meta information', deflated, 132],
  ];
  for (const [name, syntax, cut] of withoutPreamble) {
    it(`that ${name} is given a preamble; the rest is kept`, async (t) => {
      for (const chunkBytes of [1, 100_000]) {
        const bench = await startIngest(t);
        const whole = Buffer.concat([fileMetaOf(syntax), bytesOf(ctImage(), syntax)]);
        const result = await storeFile(bench, whole.subarray(cut), chunkBytes);
        assert.equal((await bench.fileOf(result)).equals(whole), true, `${chunkBytes} at a time`);
      }
    });
  }

  for (const [name, syntax] of Object.entries({ explicit, implicit, bigEndian })) {
    it(`that is a bare data set in ${name} is given file meta information`, async (t) => {
      for (const chunkBytes of [1, 150, 100_000]) {
        const bench = await startIngest(t);
        const bytes = bytesOf(ctImage(), syntax);
        const result = await storeFile(bench, bytes, chunkBytes);
        const { dataSet, identity, preamble } = readFile(await bench.fileOf(result));
        assert.equal(dataSet.equals(bytes), true);
        assert.deepEqual(identity, [ctImageStorage, '1.2.3.4.5', syntax.uid], `${chunkBytes} at a time`);
        assert.equal(preamble, true);
      }
    });
  }
});

describe('a bare data set', () => {
  it('is named in its file meta information although its instance is named late, and its first bytes come alone', async (t) => {
    const bench = await startIngest(t);
    const image = ctImage((dataSet) => dataSet.set(Tags.ImageType, 'CS', Array(40).fill('DERIVED')));
    const result = await storeFile(bench, bytesOf(image), 100);
    assert.deepEqual(readFile(await bench.fileOf(result)).identity, [ctImageStorage, '1.2.3.4.5', explicit.uid]);
  });

  it('is stored although its instance is named very late', async (t) => {
    const bench = await startIngest(t);
    const bytes = bytesOf(ctImage((dataSet) => dataSet.set(Tags.ImageType, 'CS', Array(2_000).fill('DERIVED'))));
    const result = await storeFile(bench, bytes, 1_000);
    assert.equal(readFile(await bench.fileOf(result)).dataSet.equals(bytes), true);
    assert.equal(result.sopInstanceUid, '1.2.3.4.5');
  });
});

describe('what the index keeps of an instance', () => {
  it('is its file: size, MD5, and where the pixel data is', async (t) => {
    const bench = await startIngest(t);
    const result = await storeDataSet(bench, bytesOf(ctImage(undefined, 200_000)));
    const file = await bench.fileOf(result);
    const md5 = createHash('md5').update(file).digest('hex');
    const { uuid, ...attachment } = await bench.attachmentOf(result);
    assert.match(uuid, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.deepEqual(attachment, {
      contentType: 1,
      uncompressedSize: file.length,
      compressedSize: file.length,
      uncompressedMd5: md5,
      compressedMd5: md5,
      compression: 'none',
    });
    const { PixelDataOffset, PixelDataVR } = await bench.metadataOf(result, 'Instance');
    assert.equal(file.readUInt32LE(Number(PixelDataOffset)), 0x00107fe0);
    assert.equal(PixelDataVR, undefined);
  });

  it('has no MD5 when that is off', async (t) => {
    const bench = await startIngest(t, { storeMd5: false });
    const result = await storeDataSet(bench, bytesOf(ctImage()));
    assert.equal((await bench.attachmentOf(result)).uncompressedMd5, '');
  });

  it('is the metadata of the peer, for what a modality sent', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 1, 3, 4, 5, 6) });
    const bench = await startIngest(t);
    const announced = (image: ReturnType<typeof ctImage>) => image.set(Tags.CardiacNumberOfImages, 'IS', '30');
    const result = await storeDataSet(bench, bytesOf(ctImage(announced)));
    const { MainDicomTagsSignature, PixelDataOffset, ...instance } = await bench.metadataOf(result, 'Instance');
    assert.match(MainDicomTagsSignature ?? '', /^0008,0012;/);
    assert.match(PixelDataOffset ?? '', /^\d+$/);
    assert.deepEqual(instance, {
      IndexInSeries: '7',
      ReceptionDate: '20260203T040506',
      RemoteAET: 'MODALITY',
      Origin: 'DicomProtocol',
      TransferSyntax: '1.2.840.10008.1.2.1',
      SopClassUid: ctImageStorage,
      RemoteIP: '10.1.2.3',
      CalledAET: 'ARCHIVE',
    });
    const series = await bench.metadataOf(result, 'Series');
    assert.deepEqual([series.RemoteAET, series.ExpectedNumberOfInstances], ['MODALITY', '30']);
    assert.match((await bench.metadataOf(result, 'Patient')).MainDicomTagsSignature ?? '', /^0010,0010;0010,0020/);
  });

  it('is the metadata of the peer, for what a user uploaded', async (t) => {
    const bench = await startIngest(t);
    const result = await storeFile(bench, Buffer.concat([fileMetaOf(), bytesOf(ctImage())]));
    const { CalledAET, HttpUsername, Origin, RemoteAET, RemoteIP } = await bench.metadataOf(result, 'Instance');
    assert.deepEqual(
      [Origin, RemoteAET, RemoteIP, HttpUsername, CalledAET],
      ['RestApi', '', '10.1.2.4', 'alice', undefined],
    );
  });

  it('is no offset of the pixel data of a deflated file, and the VR only when it is unusual', async (t) => {
    const bench = await startIngest(t);
    const bytes = ctImage((image) => image.set(Tags.PixelData, 'OB', Uint8Array.of(1, 2)));
    const result = await storeDataSet(bench, bytesOf(bytes, deflated), { syntax: deflated });
    const { PixelDataOffset, PixelDataVR } = await bench.metadataOf(result, 'Instance');
    assert.deepEqual([PixelDataOffset, PixelDataVR], [undefined, 'OB']);
  });

  it('tells the VR of pixel data only when it is not the one that the bits of a sample have', async (t) => {
    const vrs = [
      ['OW', 8, 'OW'],
      ['OB', 8, undefined],
      ['OW', 16, undefined],
      ['OB', 16, 'OB'],
    ] as const;
    for (const [vr, bits, told] of vrs) {
      const bench = await startIngest(t);
      const image = ctImage((dataSet) =>
        dataSet.set(Tags.BitsAllocated, 'US', bits).set(Tags.PixelData, vr, Uint8Array.of(1, 2)),
      );
      const result = await storeFile(bench, Buffer.concat([fileMetaOf(), bytesOf(image)]));
      assert.equal((await bench.metadataOf(result, 'Instance')).PixelDataVR, told, `${vr} of ${bits} bits`);
    }
  });

  it('are its main tags: absent where it has none, empty where it has an empty one', async (t) => {
    const bench = await startIngest(t);
    const result = await storeDataSet(bench, bytesOf(ctImage()));
    assert.deepEqual(await bench.tagsOf(result, 'Study'), {
      '0008,0020': '20260131',
      '0008,1030': '',
      '0020,000d': '1.2.3',
    });
    assert.deepEqual(await bench.tagsOf(result, 'Patient'), { '0010,0010': 'Müller^Jörg', '0010,0020': 'P1' });
  });

  /** ImagesInAcquisition x NumberOfTemporalPositions, else NumberOfSlices x NumberOfTimeSlices, else CardiacNumberOfImages. */
  const announcements: readonly (readonly [Readonly<Record<number, number>>, string | undefined])[] = [
    [{ [Tags.ImagesInAcquisition]: 10, [Tags.NumberOfTemporalPositions]: 3 }, '30'],
    [{ [Tags.ImagesInAcquisition]: 10, [Tags.CardiacNumberOfImages]: 3 }, '3'],
    [{ [Tags.ImagesInAcquisition]: 10 }, undefined],
    [
      { [Tags.ImagesInAcquisition]: 0, [Tags.NumberOfTemporalPositions]: 2, [Tags.CardiacNumberOfImages]: 3 },
      undefined,
    ],
    [{ [Tags.CardiacNumberOfImages]: 12 }, '12'],
    [{ [Tags.ImagesInAcquisition]: 0 }, undefined],
    [{ [Tags.ImagesInAcquisition]: -2, [Tags.NumberOfTemporalPositions]: 3 }, undefined],
    [{}, undefined],
  ];
  for (const [values, expected] of announcements) {
    it(`expects ${expected ?? 'any number of'} instances when ${JSON.stringify(values)} announce them`, async (t) => {
      const bench = await startIngest(t);
      const image = ctImage((dataSet) => {
        for (const [tag, value] of Object.entries(values)) dataSet.set(Number(tag), 'IS', String(value));
      });
      const result = await storeDataSet(bench, bytesOf(image));
      assert.equal((await bench.metadataOf(result, 'Series')).ExpectedNumberOfInstances, expected);
    });
  }

  it('expects slices times time slices', async (t) => {
    const bench = await startIngest(t);
    const image = ctImage((dataSet) => dataSet.set(Tags.NumberOfSlices, 'US', 5).set(Tags.NumberOfTimeSlices, 'US', 4));
    const result = await storeDataSet(bench, bytesOf(image));
    assert.equal((await bench.metadataOf(result, 'Series')).ExpectedNumberOfInstances, '20');
  });

  it('tells when the series is complete', async (t) => {
    const bench = await startIngest(t);
    const image = ctImage((dataSet) =>
      dataSet.set(Tags.CardiacNumberOfImages, 'IS', '1').set(Tags.InstanceNumber, 'IS', '1'),
    );
    await storeDataSet(bench, bytesOf(image));
    assert.equal((await bench.changes()).at(-1), 'CompletedSeries Series');
  });

  it('takes the SOP class of the file meta information where the data set of a file has none', async (t) => {
    const bench = await startIngest(t);
    const image = ctImage((dataSet) => void dataSet.delete(Tags.SOPClassUID));
    const result = await storeFile(bench, Buffer.concat([fileMetaOf(), bytesOf(image)]));
    assert.equal((await bench.metadataOf(result, 'Instance')).SopClassUid, ctImageStorage);
  });

  it('takes ImageIndex for the index where InstanceNumber is none', async (t) => {
    const bench = await startIngest(t);
    const image = ctImage((dataSet) => dataSet.set(Tags.InstanceNumber, 'IS', '').set(Tags.ImageIndex, 'US', 9));
    const result = await storeDataSet(bench, bytesOf(image));
    assert.equal((await bench.metadataOf(result, 'Instance')).IndexInSeries, '9');
  });
});

describe('the texts of an instance', () => {
  /** Patient names as PS3.5 Annex H and K encode them. */
  const names: readonly (readonly [string, string, string, string])[] = [
    ['Latin 1', 'ISO_IR 100', '4d fc 6c 6c 65 72', 'Müller'],
    ['Cyrillic', 'ISO_IR 144', 'bb ee da 63 65 dc d1 79 70 d3', '\u041b\u044e\u043ace\u043c\u0431yp\u0433'],
    ['UTF-8', 'ISO_IR 192', 'e5 b1 b1 e7 94 b0', '山田'],
    ['Japanese (H.3-1)', '\\ISO 2022 IR 87', '59 61 6d 61 64 61 3d 1b 24 42 3b 33 45 44 1b 28 42', 'Yamada=山田'],
  ];
  for (const [name, characterSet, hex, expected] of names) {
    it(`are read in the character set that it names: ${name}`, async (t) => {
      const bench = await startIngest(t);
      const value = Buffer.from(hex.replaceAll(' ', ''), 'hex');
      const padded = Buffer.concat([value, Buffer.from(value.length % 2 === 0 ? '' : ' ')]);
      const image = ctImage((dataSet) =>
        dataSet.set(Tags.SpecificCharacterSet, 'CS', characterSet.split('\\')).set(Tags.PatientName, 'PN', padded),
      );
      const result = await storeDataSet(bench, bytesOf(image));
      assert.equal((await bench.tagsOf(result, 'Patient'))['0010,0010'], expected);
    });
  }

  it('are read in the default character set where it names none', async (t) => {
    const bench = await startIngest(t, { encoding: { terms: ['ISO_IR 101'] } });
    const image = ctImage((dataSet) => {
      dataSet.set(Tags.PatientName, 'PN', Buffer.from('a3f36469b9202020', 'hex'));
      dataSet.delete(Tags.SpecificCharacterSet);
    });
    const result = await storeDataSet(bench, bytesOf(image));
    assert.equal((await bench.tagsOf(result, 'Patient'))['0010,0010'], 'Łódiš');
  });

  it('make the public ids in Unicode, without blanks around', async (t) => {
    const bench = await startIngest(t);
    const image = ctImage((dataSet) => dataSet.set(Tags.PatientID, 'LO', ' Müller '));
    const { publicIds: ids } = await storeDataSet(bench, bytesOf(image));
    // SHA-1 of "Müller" in UTF-8, made with another program.
    assert.equal(ids.Patient, 'cd2562f4-b5ecc3e0-2e669737-fde72b4c-a6f2039f');
  });

  it('may miss the PatientID: it is the empty text then', async (t) => {
    const bench = await startIngest(t);
    const image = ctImage((dataSet) => dataSet.delete(Tags.PatientID));
    const { publicIds: ids } = await storeDataSet(bench, bytesOf(image));
    assert.equal(ids.Patient, 'da39a3ee-5e6b4b0d-3255bfef-95601890-afd80709');
    // SHA-1 of "|1.2.3".
    assert.equal(ids.Study, 'dee696c9-cdec6a00-0acf5cae-677e40cf-eba79dc5');
  });
});
