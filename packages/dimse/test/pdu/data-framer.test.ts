import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSetFramer, framedBytes, frameInto, maxFragmentBytes } from '../../src/pdu/data-framer.ts';
import { readAll } from '../support/read-all.ts';
import { data } from '../support/scripted-peer.ts';

const LENGTHS: readonly (readonly [number, number, number])[] = [
  // peer's maximum length, own bound, longest fragment: floorEven(M - 6) (PS3.8 D.1, E.1)
  [16384, 131072, 16378],
  [16383, 131072, 16376],
  [0, 131072, 131066],
  [262144, 131072, 131066],
  [8, 131072, 2],
  [9, 131072, 2],
  [7, 131072, 0],
  [1, 131072, 0],
];

for (const [maximumLength, own, fragment] of LENGTHS) {
  test(`a peer that takes ${maximumLength} bytes gets fragments of at most ${fragment}`, () => {
    assert.equal(maxFragmentBytes(maximumLength, own), fragment);
  });
}

test('a message in memory becomes P-DATA-TF PDUs of one PDV each, the last with the last bit', () => {
  const bytes = Buffer.from('abcdefghij');
  const target = Buffer.alloc(framedBytes(bytes.length, 4));
  assert.equal(frameInto(target, 0, bytes, { contextId: 5, control: 1, fragmentBytes: 4 }), target.length);
  const expected = [data(5, 1, Buffer.from('abcd')), data(5, 1, Buffer.from('efgh')), data(5, 3, Buffer.from('ij'))];
  assert.deepEqual(target, Buffer.concat(expected));
});

test('an empty data set is one empty last fragment, an odd one gets a NUL', () => {
  const empty = Buffer.alloc(framedBytes(0, 4));
  frameInto(empty, 0, Buffer.alloc(0), { contextId: 1, control: 0, fragmentBytes: 4 });
  assert.deepEqual(empty, data(1, 2, Buffer.alloc(0)));
  const odd = Buffer.alloc(framedBytes(3, 8));
  frameInto(odd, 0, Buffer.from('abc'), { contextId: 1, control: 0, fragmentBytes: 8 });
  assert.deepEqual(odd, data(1, 2, Buffer.from('abc\0')));
});

for (const [fragmentBytes, total, chunkBytes] of [
  [2, 11, 3],
  [16, 64, 64],
  [16, 65, 7],
  [1000, 0, 1],
  [131066, 1_000_000, 65_536],
  [16378, 600_000, 1_000_000],
] as const) {
  test(`${total} bytes in chunks of ${chunkBytes} stream into even fragments of at most ${fragmentBytes}`, () => {
    const source = Buffer.from(Uint8Array.from({ length: total }, (_, index) => index % 251));
    const framer = new DataSetFramer(7, fragmentBytes);
    const written: Buffer[] = [];
    for (let offset = 0; offset < total; offset += chunkBytes) {
      written.push(...framer.add(source.subarray(offset, offset + chunkBytes)));
    }
    written.push(framer.finish());
    const { fragments, error } = readAll(Buffer.concat(written), undefined, { maxPduBytes: fragmentBytes + 6 });
    assert.equal(error, undefined);
    const padded = total % 2 === 0 ? source : Buffer.concat([source, Buffer.alloc(1)]);
    assert.equal(fragments.map(({ bytes }) => bytes).join(''), padded.toString('latin1'));
    assert.ok(fragments.every(({ bytes }) => bytes.length % 2 === 0 && bytes.length <= fragmentBytes));
    assert.deepEqual(
      fragments.map(({ control }) => control),
      fragments.map((_, index) => (index === fragments.length - 1 ? 2 : 0)),
    );
  });
}
