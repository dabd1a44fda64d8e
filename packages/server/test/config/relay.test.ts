import assert from 'node:assert/strict';
import { test } from 'node:test';
import { options } from '../../src/config/options.ts';
import { relayFields, upstreamFields } from '../../src/config/relay.ts';
import { detachedReader } from '../../src/config/value-reader.ts';

function readUpstreams(upstreams: Parameters<typeof detachedReader>[0]) {
  return relayFields.Upstreams.type.read(detachedReader(upstreams, ['Relay', 'Upstreams']));
}

test('an upstream needs its modality and nothing else', () => {
  const [upstream] = readUpstreams({ hospital: { Modality: 'pacs' } });
  assert.equal(upstream?.Name, 'hospital');
  assert.equal(upstream?.Retrieve, 'C-MOVE');
  assert.equal(upstream?.Find, 'IfMissing');
  assert.deepEqual(upstream?.AllowedClients, ['*']);
});

test('upstreams are in the order of their numbers, else as they are written', () => {
  const upstreams = readUpstreams({
    c: { Modality: 'x', Order: 2 },
    b: { Modality: 'x' },
    a: { Modality: 'x' },
    d: { Modality: 'x', Order: -1 },
  });
  assert.deepEqual(
    upstreams.map(({ Name }) => Name),
    ['d', 'b', 'a', 'c'],
  );
});

for (const [meaning, upstreams] of [
  ['no modality', { hospital: {} }],
  ['DICOMweb without a URL', { hospital: { Modality: 'pacs', Retrieve: 'DICOMweb' } }],
  ['a URL that is none', { hospital: { Retrieve: 'DICOMweb', Url: 'ftp://pacs' } }],
  ['a name with a slash', { 'a/b': { Modality: 'pacs' } }],
  ['an unknown way', { hospital: { Modality: 'pacs', Retrieve: 'FTP' } }],
  ['no level', { hospital: { Modality: 'pacs', Levels: [] } }],
  ['a time of zero', { hospital: { Modality: 'pacs', Timeout: 0 } }],
] as const) {
  test(`an upstream with ${meaning} is refused`, () => {
    assert.throws(() => readUpstreams(upstreams), { name: 'ConfigurationError' });
  });
}

test('a rule of prefetch takes hours of the clock only', () => {
  const read = (QuietHours: string) =>
    relayFields.Prefetch.type.read(detachedReader([{ QuietHours }], ['Relay', 'Prefetch']))[0]?.QuietHours;
  assert.equal(read('19:00-06:30'), '19:00-06:30');
  assert.equal(read(''), '');
  for (const hours of ['24:00-06:00', '7-9', '19:00']) assert.throws(() => read(hours), { name: 'ConfigurationError' });
});

test('every field of an upstream has a meaning, and times have a unit', () => {
  assert.deepEqual(options.get('Relay')?.type.fields, relayFields);
  for (const [name, { meaning, ...field }] of Object.entries(upstreamFields)) {
    assert.ok(meaning.length > 0, name);
    if (/Timeout|Delay|Period|Age$/.test(name)) assert.ok('unit' in field, name);
  }
});
