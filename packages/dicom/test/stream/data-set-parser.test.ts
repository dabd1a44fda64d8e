import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSetParser, type DicomErrorCode, DicomParseError, TransferSyntaxes } from '@isocenter/dicom';
import { hex, Recorder, record, split } from './recorder.ts';

const implicit = TransferSyntaxes.ImplicitVRLittleEndian;
const explicit = TransferSyntaxes.ExplicitVRLittleEndian;
const bigEndian = TransferSyntaxes.ExplicitVRBigEndian;
const jpeg = TransferSyntaxes.JPEGBaseline8Bit;

/** Each rule of PS3.5 7 as bytes and what is to be told of them. */
const vectors = [
  {
    rule: 'implicit VR takes the VR from the dictionary',
    syntax: implicit,
    bytes: '1000 2000  04000000  50494431', // (0010,0020), 4 bytes, "PID1"
    told: ['0 0010,0020 LO 4 @0', 'value 50494431'],
  },
  {
    rule: 'a short-form VR has a 16-bit length',
    syntax: explicit,
    bytes: '1000 2000  4c4f  0400  50494431',
    told: ['0 0010,0020 LO 4 @0', 'value 50494431'],
  },
  {
    rule: 'a long-form VR has two reserved bytes and a 32-bit length',
    syntax: explicit,
    bytes: '0900 1010  4f42  0000  02000000  0102',
    told: ['0 0009,1010 OB 2 @0', 'value 0102'],
  },
  {
    rule: 'big endian swaps tags and lengths',
    syntax: bigEndian,
    bytes: '0028 0010  5553  0002  0200',
    told: ['0 0028,0010 US 2 @0', 'value 0200'],
  },
  {
    rule: 'a sequence and an item of undefined length end at their delimiters',
    syntax: explicit,
    bytes: `0800 4011  5351 0000 ffffffff
            feff 00e0  ffffffff
              0800 5011 5549 0200 3100
            feff 0de0  00000000
            feff dde0  00000000
            1000 2000 4c4f 0000`,
    told: [
      '0 0008,1140 SQ undefined @0',
      'item 0 undefined @12',
      '1 0008,1150 UI 2 @20',
      'value 3100',
      'item end @38',
      'sequence end @46',
      '0 0010,0020 LO 0 @46',
      'value ',
    ],
  },
  {
    rule: 'a sequence and an item of defined length end where their lengths say',
    syntax: explicit,
    bytes: `0800 4011  5351 0000 12000000
            feff 00e0  0a000000
              0800 5011 5549 0200 3100
            1000 2000 4c4f 0000`,
    told: [
      '0 0008,1140 SQ 18 @0',
      'item 0 10 @12',
      '1 0008,1150 UI 2 @20',
      'value 3100',
      'item end @30',
      'sequence end @30',
      '0 0010,0020 LO 0 @30',
      'value ',
    ],
  },
  {
    rule: 'a defined item may stand in an undefined sequence',
    syntax: implicit,
    bytes: '0800 4011 ffffffff  feff 00e0 00000000  feff dde0 00000000',
    told: ['0 0008,1140 SQ undefined @0', 'item 0 0 @8', 'item end @16', 'sequence end @24'],
  },
  {
    rule: 'an undefined item may stand in a defined sequence',
    syntax: implicit,
    bytes: '0800 4011 10000000  feff 00e0 ffffffff  feff 0de0 00000000',
    told: ['0 0008,1140 SQ 16 @0', 'item 0 undefined @8', 'item end @24', 'sequence end @24'],
  },
  {
    rule: 'an empty sequence has length zero',
    syntax: explicit,
    bytes: '0800 4011 5351 0000 00000000',
    told: ['0 0008,1140 SQ 0 @0', 'sequence end @12'],
  },
  {
    rule: 'UN of undefined length holds implicit VR (PS3.5 6.2.2)',
    syntax: explicit,
    bytes: `0900 1010 554e 0000 ffffffff  feff 00e0 ffffffff
            1000 2000 02000000 4142  feff 0de0 00000000  feff dde0 00000000`,
    told: [
      '0 0009,1010 UN undefined @0',
      'item 0 undefined @12',
      '1 0010,0020 LO 2 @20',
      'value 4142',
      'item end @38',
      'sequence end @46',
    ],
  },
  {
    rule: 'UN of undefined length may hold explicit VR from some writers',
    syntax: explicit,
    bytes: `0900 1010 554e 0000 ffffffff  feff 00e0 ffffffff
            1000 2000 4c4f 0200 4142  feff 0de0 00000000  feff dde0 00000000`,
    told: [
      '0 0009,1010 UN undefined @0',
      'item 0 undefined @12',
      '1 0010,0020 LO 2 @20',
      'value 4142',
      'item end @38',
      'sequence end @46',
    ],
  },
  {
    rule: 'UN inside big endian is little endian',
    syntax: bigEndian,
    bytes: `0009 1010 554e 0000 ffffffff  feff 00e0 0a000000  1000 2000 02000000 4142  feff dde0 00000000`,
    told: [
      '0 0009,1010 UN undefined @0',
      'item 0 10 @12',
      '1 0010,0020 LO 2 @20',
      'value 4142',
      'item end @30',
      'sequence end @38',
    ],
  },
  {
    rule: 'an unknown private element of undefined length is a sequence in implicit VR',
    syntax: implicit,
    bytes: '0900 1010 ffffffff  feff 00e0 00000000  feff dde0 00000000',
    told: ['0 0009,1010 SQ undefined @0', 'item 0 0 @8', 'item end @16', 'sequence end @24'],
  },
  {
    rule: 'encapsulated pixel data is a basic offset table and fragments',
    syntax: jpeg,
    bytes: `e07f 1000 4f42 0000 ffffffff  feff 00e0 00000000  feff 00e0 02000000 ffd8
            feff dde0 00000000  fcff fcff 4f42 0000 00000000`,
    told: [
      '0 7fe0,0010 OB undefined @0',
      'fragment 0 0 @12 @20',
      'value ',
      'fragment 1 2 @20 @28',
      'value ffd8',
      'sequence end @38',
      '0 fffc,fffc OB 0 @38',
      'value ',
    ],
  },
  {
    rule: 'encapsulated pixel data may have a defined length',
    syntax: jpeg,
    bytes: 'e07f 1000 4f42 0000 08000000  feff 00e0 00000000',
    told: ['0 7fe0,0010 OB 8 @0', 'fragment 0 0 @12 @20', 'value ', 'sequence end @20'],
  },
  {
    rule: 'pixel data of defined length without an item is native, whatever the transfer syntax',
    syntax: jpeg,
    bytes: 'e07f 1000 4f42 0000 08000000  0102030405060708',
    told: ['0 7fe0,0010 OB 8 @0', 'value 0102030405060708'],
  },
  {
    rule: 'a VR newer than the table is long when its reserved bytes are zero, else short',
    syntax: explicit,
    bytes: '0900 1010 5a5a 0000 02000000 0102  0900 1110 5a5a 0200 0304',
    told: [
      'warning unknownVr',
      '0 0009,1010 UN 2 @0',
      'value 0102',
      'warning unknownVr',
      '0 0009,1011 UN 2 @14',
      'value 0304',
    ],
  },
  {
    rule: 'where no VR can be, the element is implicit',
    syntax: explicit,
    bytes: '1000 2000 04000100 '.concat('41'.repeat(0x1_0004)),
    told: ['warning implicitInExplicit', '0 0010,0020 LO 65540 @0', `value ${'41'.repeat(0x1_0004)}`],
  },
  {
    rule: 'an odd length is taken as it is',
    syntax: implicit,
    bytes: '1000 2000 01000000 41  1000 3000 00000000',
    told: ['0 0010,0020 LO 1 @0', 'value 41', '0 0010,0030 DA 0 @9', 'value '],
  },
  {
    rule: 'missing delimiters at the end are tolerated',
    syntax: implicit,
    bytes: '0800 4011 ffffffff  feff 00e0 ffffffff  0800 5011 02000000 3100',
    told: [
      '0 0008,1140 SQ undefined @0',
      'item 0 undefined @8',
      '1 0008,1150 UI 2 @16',
      'value 3100',
      'warning missingDelimiter',
      'item end @26',
      'warning missingDelimiter',
      'sequence end @26',
    ],
  },
  {
    rule: 'a length in a delimiter means nothing',
    syntax: implicit,
    bytes: '0800 4011 ffffffff  feff dde0 78563412',
    told: ['0 0008,1140 SQ undefined @0', 'warning delimiterWithLength', 'sequence end @16'],
  },
  {
    rule: 'zeros after the last element are padding',
    syntax: implicit,
    bytes: '1000 2000 00000000  00000000000000000000',
    told: ['0 0010,0020 LO 0 @0', 'value ', 'warning trailingZeros'],
  },
  {
    rule: 'fewer than eight zeros are padding too',
    syntax: implicit,
    bytes: '1000 2000 00000000  0000',
    told: ['0 0010,0020 LO 0 @0', 'value ', 'warning trailingZeros'],
  },
  {
    rule: 'pixel representation decides between US and SS in implicit VR',
    syntax: implicit,
    bytes: '2800 0301 02000000 0100  2800 0601 02000000 ffff',
    told: ['0 0028,0103 US 2 @0', 'value 0100', '0 0028,0106 SS 2 @10', 'value ffff'],
  },
] as const;

for (const { rule, syntax, bytes, told } of vectors) {
  test(rule, () => {
    const input = hex(bytes);
    assert.deepEqual(record([input], syntax), [...told, 'end']);
    assert.deepEqual(record(split(input, 1), syntax, { totalBytes: input.length }), [...told, 'end']);
  });
}

const errors: readonly { what: string; syntax: typeof implicit; bytes: string; code: DicomErrorCode; total?: true }[] =
  [
    { what: 'a value that is cut off', syntax: implicit, bytes: '1000 2000 feffffff 4142', code: 'truncated' },
    {
      what: 'a length beyond the known total',
      syntax: implicit,
      bytes: '1000 2000 feffffff 4142',
      code: 'lengthBeyondEnclosing',
      total: true,
    },
    { what: 'a header that is cut off', syntax: implicit, bytes: '1000 2000 01', code: 'truncated' },
    { what: 'an item at the top level', syntax: implicit, bytes: 'feff 00e0 00000000', code: 'unexpectedItem' },
    {
      what: 'a delimiter at the top level',
      syntax: implicit,
      bytes: 'feff 0de0 00000000',
      code: 'unexpectedDelimiter',
    },
    {
      what: 'a sequence delimiter inside an open item',
      syntax: implicit,
      bytes: '0800 4011 ffffffff feff 00e0 ffffffff feff dde0 00000000',
      code: 'unexpectedDelimiter',
    },
    {
      what: 'an element longer than its item',
      syntax: implicit,
      bytes: '0800 4011 14000000 feff 00e0 0a000000 0800 5011 04000000 31323334',
      code: 'lengthBeyondEnclosing',
    },
    {
      what: 'an item longer than its sequence',
      syntax: implicit,
      bytes: '0800 4011 08000000 feff 00e0 0a000000 0800 5011 02000000 3132',
      code: 'lengthBeyondEnclosing',
    },
    {
      what: 'an element where an item must be',
      syntax: implicit,
      bytes: '0800 4011 ffffffff 1000 2000 00000000',
      code: 'itemExpected',
    },
    {
      what: 'a fragment of undefined length',
      syntax: jpeg,
      bytes: 'e07f 1000 4f42 0000 ffffffff feff 00e0 ffffffff',
      code: 'undefinedLengthNotAllowed',
    },
    {
      what: 'something after trailing zeros',
      syntax: implicit,
      bytes: '1000 2000 00000000 0000000000000000 01',
      code: 'trailingData',
    },
  ];

for (const { what, syntax, bytes, code, total } of errors) {
  test(`${what} is an error`, () => {
    const input = hex(bytes);
    const options = total ? { totalBytes: input.length } : {};
    assert.throws(() => record([input], syntax, options), { name: 'DicomParseError', code });
    assert.throws(() => record(split(input, 1), syntax, options), { name: 'DicomParseError', code });
  });
}

test('a failed parser fails again', () => {
  const parser = new DataSetParser(implicit, new Recorder());
  assert.throws(() => parser.write(hex('feff 00e0 00000000')), DicomParseError);
  assert.throws(() => parser.write(hex('1000 2000 00000000')), { code: 'unexpectedItem' });
  assert.throws(() => parser.end(), { code: 'unexpectedItem' });
});

test('a longer value than maxBufferedValueBytes comes in chunks', () => {
  const input = hex('1000 2000 04000000 50494431');
  const told = ['0 0010,0020 LO 4 @0', 'chunks 50494431', 'end'];
  assert.deepEqual(record([input], implicit, { maxBufferedValueBytes: 3 }), told);
  assert.deepEqual(record(split(input, 1), implicit, { maxBufferedValueBytes: 3 }), told);
});

test('a skipped sequence of undefined length tells nothing of what is in it', () => {
  const input = hex(`0800 4011 ffffffff feff 00e0 ffffffff 0800 5011 02000000 3100
    0800 4011 ffffffff feff dde0 00000000
    feff 0de0 00000000 feff dde0 00000000 1000 2000 00000000`);
  const decide = ({ tag }: { tag: number }) => (tag === 0x0008_1140 ? 'skip' : 'value');
  const told = ['0 0008,1140 SQ undefined @0', '0 0010,0020 LO 0 @58', 'value ', 'end'];
  assert.deepEqual(record([input], implicit, {}, decide), told);
});

test('after stop nothing more is told and nothing is checked', () => {
  const recorder = new Recorder(({ tag }) => (tag >= 0x0010_0000 ? 'stop' : 'value'));
  const parser = new DataSetParser(implicit, recorder);
  parser.write(hex('0800 6000 02000000 4354 1000 2000 02000000 4142 ffff'));
  parser.write(hex('feff 00e0'));
  parser.end();
  assert.equal(parser.stopped, true);
  assert.deepEqual(recorder.lines, ['0 0008,0060 CS 2 @0', 'value 4354', '0 0010,0020 LO 2 @10']);
});

test('a source that can seek leaves out what is skipped', () => {
  const recorder = new Recorder(() => 'skip');
  const parser = new DataSetParser(implicit, recorder, { baseOffset: 100 });
  parser.write(hex('1000 2000 00000040 4142'));
  assert.equal(parser.skippableBytes, 0x4000_0000 - 2);
  parser.skip(parser.skippableBytes);
  parser.write(hex('1000 3000 00000000'));
  parser.end();
  assert.deepEqual(recorder.lines, ['0 0010,0020 LO 1073741824 @100', `0 0010,0030 DA 0 @${108 + 0x4000_0000}`, 'end']);
});

test('a value inside one chunk is handed over without a copy', () => {
  const input = hex('1000 2000 02000000 4142');
  let given: Uint8Array | undefined;
  const handler = {
    element: () => 'value' as const,
    value: (bytes: Uint8Array) => {
      given = bytes;
    },
  };
  new DataSetParser(implicit, handler).write(input);
  assert.equal(given?.buffer, input.buffer);
  assert.equal(given?.byteOffset, input.byteOffset + 8);
});
