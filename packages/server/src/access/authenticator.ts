import { createHmac, randomBytes } from 'node:crypto';
import { isPasswordHash } from '../config/password-hash.ts';
import { verifyPassword } from './password.ts';

/** Who a request is from: a registered user; nobody, because it does not say; or somebody with wrong credentials. */
export type Authentication =
  | { readonly outcome: 'user'; readonly user: string }
  | { readonly outcome: 'missing' | 'refused' }
  /** Too many logins are being checked at this moment: answer 503. */
  | { readonly outcome: 'busy' };

export interface AuthenticatorLimits {
  /** Verified credentials that are remembered, so that only the first request pays for the hash. */
  readonly maxRememberedCredentials: number;
  /** Verifications at once: each takes memory and a thread that file access needs as well. */
  readonly maxVerifications: number;
  /** Verifications that wait for their turn. */
  readonly maxWaitingVerifications: number;
}

export const defaultAuthenticatorLimits: AuthenticatorLimits = {
  maxRememberedCredentials: 1000,
  maxVerifications: 2,
  maxWaitingVerifications: 100,
};

/** The longest Authorization header that is looked at, characters. */
const maxHeaderChars = 4096;

/** Checks HTTP Basic credentials (RFC 7617) against registered users. */
export class Authenticator {
  readonly #users: ReadonlyMap<string, string>;
  readonly #limits: AuthenticatorLimits;
  /** What an unknown user is compared with, so that names cannot be found out by the time it takes. */
  readonly #nobody: string;
  /** Credentials are remembered as codes under a key that never leaves this process. */
  readonly #key = randomBytes(32);
  readonly #remembered = new Map<string, Authentication>();
  readonly #underWay = new Map<string, Promise<Authentication>>();
  readonly #waiting: (() => void)[] = [];
  #verifications = 0;

  constructor(users: Readonly<Record<string, string>>, limits: Partial<AuthenticatorLimits> = {}) {
    this.#users = new Map(Object.entries(users));
    this.#limits = { ...defaultAuthenticatorLimits, ...limits };
    this.#nobody = [...this.#users.values()].find(isPasswordHash) ?? randomBytes(32).toString('base64');
  }

  /** Judges the value of an Authorization header. */
  async authenticate(authorization: string | undefined): Promise<Authentication> {
    if (authorization === undefined || authorization === '') return { outcome: 'missing' };
    if (authorization.length > maxHeaderChars) return { outcome: 'refused' };
    const code = createHmac('sha256', this.#key).update(authorization).digest('base64');
    const remembered = this.#remembered.get(code);
    if (remembered !== undefined) return remembered;
    const credentials = parseBasic(authorization);
    if (credentials === undefined) return { outcome: 'refused' };
    return this.#underWay.get(code) ?? this.#startVerification(code, credentials);
  }

  #startVerification(code: string, credentials: Credentials): Promise<Authentication> {
    if (this.#waiting.length >= this.#limits.maxWaitingVerifications) return Promise.resolve({ outcome: 'busy' });
    const verification = this.#verify(code, credentials).finally(() => this.#underWay.delete(code));
    this.#underWay.set(code, verification);
    return verification;
  }

  async #verify(code: string, { user, password }: Credentials): Promise<Authentication> {
    await this.#takeTurn();
    try {
      const registered = this.#users.get(user);
      const matches = await verifyPassword(password, registered ?? this.#nobody);
      if (!matches || registered === undefined) return { outcome: 'refused' };
      return this.#remember(code, { outcome: 'user', user });
    } finally {
      this.#giveTurn();
    }
  }

  #remember(code: string, authentication: Authentication): Authentication {
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size >= this.#limits.maxRememberedCredentials) {
      this.#remembered.delete(oldest);
    }
    this.#remembered.set(code, authentication);
    return authentication;
  }

  async #takeTurn(): Promise<void> {
    if (this.#verifications >= this.#limits.maxVerifications) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      // Whoever ends hands its turn over, so the count stays.
      return promise;
    }
    this.#verifications++;
  }

  #giveTurn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#verifications--;
    else next();
  }
}

interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The user and password of `Basic` credentials; undefined for any other scheme or form. */
export function parseBasic(authorization: string): Credentials | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon === -1 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
