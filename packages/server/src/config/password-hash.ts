/** A hashed password: `scrypt$N$r$p$salt$hash`, the last two in Base64 (RFC 7914 for N, r and p). */
export interface PasswordHash {
  /** N, a power of two. */
  readonly cost: number;
  /** r */
  readonly blockSize: number;
  /** p */
  readonly parallelization: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** A hash that wants more memory than this is refused: one login must not exhaust the machine. */
export const maximumHashMemoryBytes = 256 * 1024 * 1024;

const form = /^scrypt\$(\d{1,7})\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9+/]{11,}={0,2})\$([A-Za-z0-9+/]{22,}={0,2})$/;

/** Whether the password of a user is meant to be a hash rather than clear text. */
export function isPasswordHash(password: string): boolean {
  return password.startsWith('scrypt$');
}

/** The parts of a hash; undefined when it is malformed or its parameters are not allowed. */
export function parsePasswordHash(password: string): PasswordHash | undefined {
  const [, n, r, p, salt, hash] = form.exec(password) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const [cost, blockSize, parallelization] = [Number(n), Number(r), Number(p)];
  const isPowerOfTwo = cost > 1 && (cost & (cost - 1)) === 0;
  if (!isPowerOfTwo || blockSize < 1 || parallelization < 1 || parallelization > 16) return undefined;
  if (128 * cost * blockSize > maximumHashMemoryBytes) return undefined;
  return {
    cost,
    blockSize,
    parallelization,
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** The one-line form of a hash. */
export function formatPasswordHash({ cost, blockSize, parallelization, salt, hash }: PasswordHash): string {
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64'), hash.toString('base64')].join('$');
}
