import { type DictionaryEntry, isPrivate, isVr, parseTag, type VR } from '@isocenter/dicom';
import { ObjectFields } from './object-fields.ts';
import type { ValueReader } from './value-reader.ts';
import { integer, text, type ValueType } from './value-type.ts';

const positions = ['VR', 'name', 'minimum multiplicity', 'maximum multiplicity', 'private creator'] as const;

const valueRepresentation: ValueType<VR> = {
  label: 'value representation',
  read(reader) {
    const vr = text('value representation').read(reader);
    if (!isVr(vr)) throw reader.error('CONFIGURATION_VALUE', 'must be a value representation of PS3.5 6.2');
    return vr;
  },
};

/** `Dictionary`: tag to `[VR, name, minimum, maximum, private creator]`, the last three optional; maximum 0: no limit. */
export function dictionaryEntries(): ValueType<readonly DictionaryEntry[]> {
  const label = 'object of [VR, name, minimum, maximum, private creator]';
  return {
    label,
    read(reader) {
      const entries = Object.entries(reader.object(label));
      return entries.map(([tagText, json]) => readEntry(tagText, reader.inner(tagText, json)));
    },
  };
}

function readEntry(tagText: string, reader: ValueReader): DictionaryEntry {
  const tag = readTag(tagText, reader);
  const { json } = reader;
  if (!Array.isArray(json)) throw reader.typeError('array');
  if (json.length < 2 || json.length > positions.length) {
    throw reader.error('CONFIGURATION_VALUE', `must be [${positions.join(', ')}], the last three optional`);
  }
  const fields = new ObjectFields(
    reader,
    Object.fromEntries(json.map((value, position) => [positions[position], value])),
  );
  const vr = fields.required('VR', valueRepresentation);
  const name = fields.required('name', text());
  const minimum = fields.optional('minimum multiplicity', integer(0)) ?? 1;
  const maximum = fields.optional('maximum multiplicity', integer(0)) ?? 1;
  const privateCreator = fields.optional('private creator', text()) ?? '';
  if (maximum !== 0 && maximum < minimum) {
    throw reader.error('CONFIGURATION_RANGE', 'the maximum multiplicity is below the minimum');
  }
  if (privateCreator !== '' && !isPrivate(tag)) {
    throw reader.error('CONFIGURATION_VALUE', 'only a tag of an odd group has a private creator');
  }
  return {
    tag,
    keyword: name,
    name,
    vr,
    vm: multiplicity(minimum, maximum),
    retired: false,
    ...(privateCreator === '' ? {} : { privateCreator }),
  };
}

/** `gggg,ee` too: a private element is known by its low byte alone, the block is the data set's (PS3.5 7.8.1). */
function readTag(tagText: string, reader: ValueReader): number {
  const tag = parseTag(tagText.replace(/^([0-9a-f]{4}[,-]?)([0-9a-f]{2})$/i, '$100$2'));
  if (tag === undefined) throw reader.error('CONFIGURATION_VALUE', 'the tag must be written gggg,eeee');
  return isPrivate(tag) ? (tag & 0xffff00ff) >>> 0 : tag;
}

function multiplicity(minimum: number, maximum: number): string {
  if (maximum === 0) return `${minimum}-n`;
  return minimum === maximum ? String(minimum) : `${minimum}-${maximum}`;
}
