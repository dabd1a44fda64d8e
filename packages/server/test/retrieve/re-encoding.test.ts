import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { TransferSyntaxes } from '@isocenter/dicom';
import type { BlobReader } from '../../src/blobs/blob-store.ts';
import { reencodeDataSet } from '../../src/retrieve/re-encoding.ts';

const explicit = TransferSyntaxes.ExplicitVRLittleEndian;
const implicit = TransferSyntaxes.ImplicitVRLittleEndian;
const bigEndian = TransferSyntaxes.ExplicitVRBigEndian;
const deflated = TransferSyntaxes.DeflatedExplicitVRLittleEndian;
const native = { explicit, implicit, bigEndian } as const;

/** As many 16-bit words as the pixel data has: far more than what a reader keeps in memory. */
const pixelBytes = 300_002;

/** The words of the pixel data, 0 1 2 3 ..., in the byte order of the syntax. */
function words(isBigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(pixelBytes);
  for (let word = 0; word < pixelBytes / 2; word += 1) {
    if (isBigEndian) bytes.writeUInt16BE(word % 65_536, word * 2);
    else bytes.writeUInt16LE(word % 65_536, word * 2);
  }
  return bytes;
}

function length32(value: number, isBigEndian = false): string {
  const bytes = Buffer.alloc(4);
  if (isBigEndian) bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes.toString('hex');
}

/**
 * One data set in three encodings, by hand (PS3.5 7.1): (0008,0060) CS "CT"; (0008,1140) SQ with one item that has
 * (0008,1155) UI "1.2"; (0028,0010) US 258; (0040,9225) FD 1.5; (7FE0,0010) OW.
 */
const headers: Readonly<Record<keyof typeof native, readonly string[]>> = {
  explicit: [
    '0800 6000 4353 0200 4354',
    '0800 4011 5351 0000 14000000',
    'feff 00e0 0c000000',
    '0800 5511 5549 0400 312e3200',
    '2800 1000 5553 0200 0201',
    '4000 2592 4644 0800 000000000000f83f',
    `e07f 1000 4f57 0000 ${length32(pixelBytes)}`,
  ],
  implicit: [
    '0800 6000 02000000 4354',
    '0800 4011 14000000',
    'feff 00e0 0c000000',
    '0800 5511 04000000 312e3200',
    '2800 1000 02000000 0201',
    '4000 2592 08000000 000000000000f83f',
    `e07f 1000 ${length32(pixelBytes)}`,
  ],
  bigEndian: [
    '0008 0060 4353 0002 4354',
    '0008 1140 5351 0000 00000014',
    'fffe e000 0000000c',
    '0008 1155 5549 0004 312e3200',
    '0028 0010 5553 0002 0102',
    '0040 9225 4644 0008 3ff8000000000000',
    `7fe0 0010 4f57 0000 ${length32(pixelBytes, true)}`,
  ],
};

function encodingOf(name: keyof typeof native): Buffer {
  const header = Buffer.from(headers[name].join('').replaceAll(' ', ''), 'hex');
  return Buffer.concat([header, words(name === 'bigEndian')]);
}

const encodings = {
  explicit: encodingOf('explicit'),
  implicit: encodingOf('implicit'),
  bigEndian: encodingOf('bigEndian'),
} as const;

/** A blob with something before and after the data set; chunks cut words in halves. */
function blobOf(dataSet: Uint8Array, before = 345) {
  const blob = Buffer.concat([Buffer.alloc(before, 0xaa), dataSet, Buffer.alloc(10, 0xbb)]);
  const blobs: BlobReader = {
    readRange: async (_, { start, end }) => blob.subarray(start, end),
    async *read(_, { start, end } = { start: 0, end: blob.length }) {
      const chunkBytes = 10_007;
      for (let at = start; at < end; at += chunkBytes) {
        const chunk = Uint8Array.from(blob.subarray(at, Math.min(at + chunkBytes, end)));
        yield chunk;
      }
    },
  };
  return { blobs, range: { start: before, end: before + dataSet.length } };
}

async function reencode(dataSet: Uint8Array, source: typeof explicit, target: string): Promise<Buffer> {
  const { blobs, range } = blobOf(dataSet);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await reencodeDataSet(blobs, { uuid: 'x', range, transferSyntax: source }, target)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

describe('writing a data set anew', () => {
  for (const from of ['explicit', 'implicit', 'bigEndian'] as const) {
    for (const to of ['explicit', 'implicit', 'bigEndian'] as const) {
      it(`from ${from} to ${to} changes the encoding and nothing else, pixels too`, async () => {
        const bytes = await reencode(encodings[from], native[from], native[to].uid);
        const expected = encodings[to];
        const head = expected.length - pixelBytes;
        assert.equal(bytes.subarray(0, head).toString('hex'), expected.subarray(0, head).toString('hex'));
        assert.equal(bytes.subarray(head).equals(expected.subarray(head)), true, 'pixel data');
      });
    }

    it(`from ${from} to deflated is a raw deflate stream of the explicit form, of even length`, async () => {
      const bytes = await reencode(encodings[from], native[from], deflated.uid);
      assert.equal(bytes.length % 2, 0);
      assert.equal(inflateRawSync(bytes).equals(encodings.explicit), true);
    });

    it(`from deflated to ${from} inflates`, async () => {
      const bytes = await reencode(deflateRawSync(encodings.explicit), deflated, native[from].uid);
      assert.equal(bytes.equals(encodings[from]), true);
    });
  }

  it('pads a deflated form of odd length with one zero (PS3.5 A.5)', async () => {
    // (0008,0060) CS of 2, 4, 6 ... letters; some of them deflate to an odd length.
    const texts = ['AB', 'ABCD', 'ABCDEF', 'ABCDEFGH', 'ABABABABAB', 'ABCABCABCABC'];
    const sources = texts.map((text) =>
      Buffer.concat([Buffer.from('08006000435300', 'hex').fill(text.length, 6, 7), Buffer.of(0), Buffer.from(text)]),
    );
    assert.ok(sources.some((source) => deflateRawSync(source).length % 2 === 1));
    for (const source of sources) {
      const bytes = await reencode(source, explicit, deflated.uid);
      assert.equal(bytes.length % 2, 0);
      assert.equal(inflateRawSync(bytes).equals(source), true);
    }
  });

  it('neither makes nor undoes a compressed syntax', async () => {
    const jpeg = TransferSyntaxes.JPEGBaseline8Bit;
    const unsupported = { code: 'UnsupportedMediaType' };
    await assert.rejects(reencode(encodings.explicit, explicit, jpeg.uid), unsupported);
    await assert.rejects(reencode(encodings.explicit, jpeg, explicit.uid), unsupported);
    await assert.rejects(reencode(encodings.explicit, explicit, '1.2.3'), unsupported);
  });

  it('fails on a data set that is none', async () => {
    await assert.rejects(reencode(encodings.explicit.subarray(0, 100), explicit, implicit.uid), {
      name: 'DicomParseError',
    });
  });

  it('tells the reader of a deflated form when the source fails', async () => {
    const { blobs, range } = blobOf(encodings.explicit);
    let reads = 0;
    const failing: BlobReader = {
      ...blobs,
      async *read(uuid, part) {
        reads += 1;
        // The second read is that of the pixel data.
        if (reads === 2) throw new Error('disk');
        yield* blobs.read(uuid, part);
      },
    };
    const chunks = await reencodeDataSet(failing, { uuid: 'x', range, transferSyntax: explicit }, deflated.uid);
    await assert.rejects(Array.fromAsync(chunks), /disk/);
  });
});
