import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DataSet, Tags } from '@isocenter/dicom';
import fc from 'fast-check';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { orderSlices, type SlicePlace } from '../../src/rest/slice-order.ts';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

const axial = '1\\0\\0\\0\\1\\0';

function slice(publicId: string, place: Partial<SlicePlace> = {}): SlicePlace {
  return { publicId, frames: 1, indexInSeries: undefined, position: undefined, orientation: axial, ...place };
}

function ordered(places: readonly SlicePlace[], orientation: string | undefined = axial): string {
  try {
    const { slices, type } = orderSlices(places, orientation);
    return `${type} ${slices.map(({ publicId }) => publicId).join('')}`;
  } catch (error) {
    return error instanceof IsocenterError ? error.code : String(error);
  }
}

/** What the peer answers to such series. */
const cases: readonly (readonly [name: string, places: readonly SlicePlace[], expected: string])[] = [
  [
    'slices along the normal are a volume',
    [slice('a', { position: '0\\0\\5' }), slice('b', { position: '0\\0\\-5' }), slice('c', { position: '0\\0\\0' })],
    'Volume bca',
  ],
  [
    'two slices at one place are ordered by number',
    [slice('a', { position: '0\\0\\5', indexInSeries: 2 }), slice('b', { position: '0\\0\\5', indexInSeries: 1 })],
    'Sequence ba',
  ],
  [
    'a slice without a place makes numbers count',
    [slice('a', { position: '0\\0\\5', indexInSeries: 2 }), slice('b', { indexInSeries: 1 })],
    'Sequence ba',
  ],
  [
    'slices that are not parallel are ordered by number',
    [
      slice('a', { position: '0\\0\\5', indexInSeries: 1 }),
      slice('b', { position: '0\\0\\-5', indexInSeries: 2, orientation: '0\\1\\0\\0\\0\\1' }),
    ],
    'Sequence ab',
  ],
  [
    'slices that face the other way are parallel',
    [slice('a', { position: '0\\0\\5' }), slice('b', { position: '0\\0\\-5', orientation: '0\\1\\0\\1\\0\\0' })],
    'Volume ba',
  ],
  [
    'a slice that does not say how it lies lies as the series does',
    [slice('a', { position: '0\\0\\5' }), slice('b', { position: '0\\0\\-5', orientation: undefined })],
    'Volume ba',
  ],
  ['negative numbers count', [slice('a', { indexInSeries: -1 }), slice('b', { indexInSeries: -5 })], 'Sequence ba'],
  ['one number missing, nothing can be ordered', [slice('a', { indexInSeries: 1 }), slice('b')], 'CannotOrderSlices'],
  ['one slice alone is in order', [slice('a', { orientation: undefined })], 'Sequence a'],
];

for (const [name, places, expected] of cases) test(name, () => assert.equal(ordered(places), expected));

test('places decide whatever the order of arrival and the numbers are', () => {
  const distances = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(distances, (values) => {
      const places = values.map((z, index) => slice(`${z};`, { position: `3\\4\\${z}`, indexInSeries: index }));
      const sorted = values.toSorted((a, b) => a - b).map((z) => `${z};`);
      assert.equal(ordered(places), `Volume ${sorted.join('')}`);
    }),
  );
});

test('texts of any kind where numbers should be do no harm', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (position, orientation) => {
      const places = [slice('a', { position, orientation, indexInSeries: 1 }), slice('b', { indexInSeries: 2 })];
      assert.equal(ordered(places, orientation), 'Sequence ab');
    }),
  );
});

test('the slices of a series are listed in order without a look into its files', async (t) => {
  const { app, calls } = await startArchive(t);
  const at = (z: number, frames?: number) => (dataSet: DataSet) => {
    dataSet.set(Tags.ImageOrientationPatient, 'DS', axial.split('\\'));
    dataSet.set(Tags.ImagePositionPatient, 'DS', ['0', '0', String(z)]);
    if (frames !== undefined) dataSet.set(Tags.NumberOfFrames, 'IS', String(frames));
  };
  const first = await upload(app, { instance: 1, fill: at(5, 2) });
  const second = await upload(app, { instance: 2, fill: at(-5) });
  calls.splice(0);
  const answer = (await app.inject(`/series/${first.ParentSeries}/ordered-slices`)).json();
  assert.deepEqual(answer, {
    Dicom: [`/instances/${second.ID}/file`, `/instances/${first.ID}/file`],
    Slices: [`/instances/${second.ID}/frames/0`, `/instances/${first.ID}/frames/0`, `/instances/${first.ID}/frames/1`],
    SlicesShort: [
      [second.ID, 0, 1],
      [first.ID, 0, 2],
    ],
    Type: 'Volume',
  });
  assert.ok(!calls.includes('getAttachment'), String(calls));
  assert.equal((await app.inject('/series/nowhere/ordered-slices')).json().OrthancStatus, 17);
});
