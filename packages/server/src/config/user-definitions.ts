import { tagName } from './dicom-values.ts';
import type { JsonValue } from './json.ts';
import { ObjectFields } from './object-fields.ts';
import type { ValueReader } from './value-reader.ts';
import { integer, listOf, text, type ValueType } from './value-type.ts';

/** Numbers below are the server's own (as the peer's). */
const userNumber = integer(1024, 65535);

/** A content type that the user added. */
export interface UserContentType {
  readonly number: number;
  readonly mimeType: string;
}

/** `UserMetadata`: name to number, every number once. */
export function userMetadata(): ValueType<Readonly<Record<string, number>>> {
  return namedNumbers(
    'object of integer',
    (reader) => userNumber.read(reader),
    (number) => number,
  );
}

/** `UserContentType`: name to number, or to `[number, MIME type]`. */
export function userContentTypes(): ValueType<Readonly<Record<string, UserContentType>>> {
  return namedNumbers('object of integer or [integer, MIME type]', readContentType, ({ number }) => number);
}

/** `ExtraMainDicomTags`: level to tags. */
export function extraMainTags(): ValueType<Readonly<Record<ExtraTagLevel, readonly string[]>>> {
  const label = 'object of array of tag';
  const tags = listOf(tagName());
  return {
    label,
    read(reader) {
      const levels = new ObjectFields(reader, reader.object(label));
      const read = {
        Patient: levels.optional('Patient', tags) ?? [],
        Study: levels.optional('Study', tags) ?? [],
        Series: levels.optional('Series', tags) ?? [],
        Instance: levels.optional('Instance', tags) ?? [],
      };
      levels.warnOfOthers();
      return read;
    },
  };
}

export type ExtraTagLevel = 'Patient' | 'Study' | 'Series' | 'Instance';

function readContentType(reader: ValueReader): UserContentType {
  const { json } = reader;
  if (!Array.isArray(json)) return { number: userNumber.read(reader), mimeType: 'application/octet-stream' };
  if (json.length !== 2) throw reader.error('CONFIGURATION_VALUE', 'the array form is [number, MIME type]');
  const part = (position: number): JsonValue => json[position] ?? null;
  return {
    number: userNumber.read(reader.inner(0, part(0))),
    mimeType: text('MIME type').read(reader.inner(1, part(1))),
  };
}

function namedNumbers<Item>(
  label: string,
  readItem: (reader: ValueReader) => Item,
  numberOf: (item: Item) => number,
): ValueType<Readonly<Record<string, Item>>> {
  return {
    label,
    ...(userNumber.range === undefined ? {} : { range: userNumber.range }),
    read(reader) {
      const nameOf = new Map<number, string>();
      const items = Object.entries(reader.object(label)).map(([name, json]): [string, Item] => {
        const inner = reader.inner(name, json);
        const item = readItem(inner);
        const holder = nameOf.get(numberOf(item));
        if (holder !== undefined) throw inner.error('CONFIGURATION_VALUE', `"${holder}" has the same number`);
        nameOf.set(numberOf(item), name);
        return [name, item];
      });
      return Object.fromEntries(items);
    },
  };
}
