import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataSet, decodeSamples, type SampleLayout, sampleLayoutOf, Tags } from '../../src/index.ts';

function layout(facts: Partial<SampleLayout>): SampleLayout {
  const bitsAllocated = facts.bitsAllocated ?? 16;
  return {
    samplesPerPixel: 1,
    bitsAllocated,
    bitsStored: bitsAllocated,
    highBit: bitsAllocated - 1,
    signed: false,
    planar: false,
    ...facts,
  };
}

describe('native samples (PS3.5 8.1.1)', () => {
  const cases = [
    { name: '8 bits', of: layout({ bitsAllocated: 8 }), bytes: [0, 255], samples: Uint8Array.of(0, 255) },
    { name: '16 bits', of: layout({}), bytes: [1, 2, 255, 255], samples: Uint16Array.of(513, 65535) },
    {
      name: '16 bits with sign',
      of: layout({ signed: true }),
      bytes: [255, 255, 0, 128],
      samples: Int16Array.of(-1, -32768),
    },
    {
      name: '12 of 16 bits, what is above left out',
      of: layout({ bitsStored: 12, highBit: 11 }),
      bytes: [0xff, 0xff, 0x01, 0xf0],
      samples: Uint16Array.of(4095, 1),
    },
    {
      name: '12 of 16 bits with sign',
      of: layout({ bitsStored: 12, highBit: 11, signed: true }),
      bytes: [0xff, 0x0f, 0x00, 0xf8],
      samples: Int16Array.of(-1, -2048),
    },
    {
      name: 'the upper 12 of 16 bits',
      of: layout({ bitsStored: 12, highBit: 15 }),
      bytes: [0x1f, 0x00],
      samples: Uint16Array.of(1),
    },
    {
      name: '8 bits with sign take 16',
      of: layout({ bitsAllocated: 8, signed: true }),
      bytes: [255, 127],
      samples: Int16Array.of(-1, 127),
    },
    {
      name: 'single bits, the lowest first',
      of: layout({ bitsAllocated: 1 }),
      bytes: [0b0000_0101],
      samples: Uint8Array.of(255, 0, 255, 0),
    },
  ];
  for (const { bytes, name, of, samples } of cases) {
    it(name, () => assert.deepEqual(decodeSamples(Uint8Array.from(bytes), of, samples.length), samples));
  }

  it('single bits that begin inside a byte', () => {
    const samples = decodeSamples(Uint8Array.of(0b1000_0000, 0b1), layout({ bitsAllocated: 1 }), 3, 6);
    assert.deepEqual(samples, Uint8Array.of(0, 255, 255));
  });

  it('are known for grey and RGB pixels, others take a decoder', () => {
    const image = (photometric: string, samples: number, bits: number) =>
      new DataSet()
        .set(Tags.SamplesPerPixel, 'US', samples)
        .set(Tags.PhotometricInterpretation, 'CS', photometric)
        .set(Tags.BitsAllocated, 'US', bits);
    for (const known of [image('MONOCHROME2', 1, 16), image('MONOCHROME1', 1, 1), image('RGB', 3, 8)]) {
      assert.notEqual(sampleLayoutOf(known), undefined);
    }
    for (const other of [
      image('PALETTE COLOR', 1, 8),
      image('YBR_FULL', 3, 8),
      image('MONOCHROME2', 1, 32),
      image('RGB', 3, 1),
      image('RGB', 4, 8),
      new DataSet(),
    ]) {
      assert.equal(sampleLayoutOf(other), undefined);
    }
  });

  it('bits that a file says wrongly are taken for all of them', () => {
    const image = new DataSet().set(Tags.PhotometricInterpretation, 'CS', 'MONOCHROME2');
    image.set(Tags.BitsAllocated, 'US', 8).set(Tags.BitsStored, 'US', 12).set(Tags.HighBit, 'US', 11);
    const known = sampleLayoutOf(image);
    assert.deepEqual([known?.bitsStored, known?.highBit], [8, 7]);
  });
});
