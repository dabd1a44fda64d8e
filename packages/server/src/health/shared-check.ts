/** Rejects, or throws, when what it looks at does not work. */
export type Check = () => Promise<unknown>;

export interface SharedCheckOptions {
  readonly check: Check;
  /** After this time an answer counts as a failure; the check goes on and is not begun a second time meanwhile. */
  readonly timeoutMs: number;
  /** How long a result is given to everybody who asks. */
  readonly sharedMs: number;
  readonly nowMs: () => number;
}

/** What a check found: nothing wrong, or an error. */
export type CheckResult = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/** A check that is made seldom, however often it is asked for, and that nobody waits for without end. */
export class SharedCheck {
  readonly #options: SharedCheckOptions;
  #running: Promise<CheckResult> | undefined;
  #last: { readonly result: CheckResult; readonly endedMs: number } | undefined;

  constructor(options: SharedCheckOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async result(): Promise<CheckResult> {
    const { nowMs, sharedMs, timeoutMs } = this.#options;
    if (this.#last !== undefined && nowMs() - this.#last.endedMs < sharedMs) return this.#last.result;
    this.#running ??= this.#run();
    const { promise, resolve } = Promise.withResolvers<CheckResult>();
    const error = new Error(`no answer within ${timeoutMs} ms`);
    const timer = setTimeout(() => resolve({ ok: false, error }), timeoutMs);
    try {
      return await Promise.race([this.#running, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #run(): Promise<CheckResult> {
    const result = await this.#tried();
    this.#running = undefined;
    this.#last = { result, endedMs: this.#options.nowMs() };
    return result;
  }

  async #tried(): Promise<CheckResult> {
    try {
      await this.#options.check();
      return { ok: true };
    } catch (error) {
      return { ok: false, error };
    }
  }
}
