import { integer, path, type ValueType } from './value-type.ts';

/** A key by its number, and the file that holds it. */
export interface MasterKey {
  readonly id: number;
  readonly path: string;
}

const label = '[number, path]';
const maximumId = 0xffff_ffff;

/** `[3, "master.key"]`, as the peer's plugins write it. */
export function masterKey(): ValueType<MasterKey> {
  return {
    label,
    read(reader) {
      const { json } = reader;
      if (!Array.isArray(json)) throw reader.typeError(label);
      const [id, file, ...others] = json;
      if (id === undefined || file === undefined || others.length > 0) {
        throw reader.error('CONFIGURATION_VALUE', `must be ${label}`);
      }
      return { id: integer(0, maximumId).read(reader.inner(0, id)), path: path().read(reader.inner(1, file)) };
    },
  };
}
