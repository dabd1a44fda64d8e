import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import {
  formatPasswordHash,
  isPasswordHash,
  maximumHashMemoryBytes,
  type PasswordHash,
  parsePasswordHash,
} from '../config/password-hash.ts';

const deriveKey = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** N, r and p of new hashes: 32 MB and some tens of milliseconds for each verification. */
const newHashParameters = { cost: 2 ** 15, blockSize: 8, parallelization: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;

/** A password as a line for `RegisteredUsers`, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, { ...newHashParameters, salt, hash: Buffer.alloc(hashBytes) });
  return formatPasswordHash({ ...newHashParameters, salt, hash });
}

/**
 * Whether the password is the registered one, in clear text or hashed. The time it takes does not tell how much of it
 * is right. A malformed hash matches nothing.
 */
export async function verifyPassword(password: string, registered: string): Promise<boolean> {
  if (!isPasswordHash(registered)) return timingSafeEqual(digest(password), digest(registered));
  const expected = parsePasswordHash(registered);
  if (expected === undefined) return false;
  return timingSafeEqual(await derive(password, expected), expected.hash);
}

function derive(password: string, { cost, blockSize, parallelization, salt, hash }: PasswordHash): Promise<Buffer> {
  const parameters = { N: cost, r: blockSize, p: parallelization, maxmem: 2 * maximumHashMemoryBytes };
  return deriveKey(password, salt, hash.length, parameters);
}

/** Both sides of a comparison get the same length, which timingSafeEqual needs and which hides their own. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
