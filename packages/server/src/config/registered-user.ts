import { isPasswordHash, parsePasswordHash } from './password-hash.ts';
import { mapOf, text, type ValueType } from './value-type.ts';

/** `RegisteredUsers`: name to password, in clear text or as a line of `isocenter hash-password`. */
export function registeredUsers(): ValueType<Readonly<Record<string, string>>> {
  return mapOf({
    label: 'string',
    isText: true,
    read(reader) {
      const password = text().read(reader);
      if (isPasswordHash(password) && parsePasswordHash(password) === undefined) {
        throw reader.error('CONFIGURATION_VALUE', 'must be scrypt$N$r$p$salt$hash, as hash-password prints it');
      }
      return password;
    },
  });
}
