import { setTimeout as delay } from 'node:timers/promises';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Logger } from '../logging/logger.ts';
import { type Check, type CheckResult, SharedCheck } from './shared-check.ts';

export interface ReadinessOptions {
  readonly index: Pick<IndexStore, 'getProperty'>;
  readonly blobs: Pick<BlobStore, 'available'>;
  /** Its address is there while it listens; undefined: it is not meant to. */
  readonly dicom: { readonly address: object | undefined } | undefined;
  readonly logger: Logger;
  readonly nowMs?: () => number;
  /** Longest time that one check may take; default: 2 s, what load balancers wait. */
  readonly timeoutMs?: number;
}

/** Whether a server is to be given work, and what each check says. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, boolean>>;
}

const defaultTimeoutMs = 2000;

/** So long a result is shared: probes of any number ask index and storage once a second. */
const sharedMs = 1000;

/** Any property will do: reading one takes the way of every query, and costs next to nothing. */
const readProperty = 'DatabaseServerIdentifier';

/** Whether the server can do its work; it says no from the moment it is told to stop. */
export class Readiness {
  readonly #options: ReadinessOptions;
  readonly #checks: ReadonlyMap<string, SharedCheck>;
  readonly #failing = new Set<string>();
  #draining = false;

  constructor(options: ReadinessOptions) {
    const { blobs, index, nowMs = () => performance.now(), timeoutMs = defaultTimeoutMs } = options;
    this.#options = options;
    const checks: Readonly<Record<string, Check>> = {
      index: () => index.getProperty(readProperty),
      storage: () => blobs.available(),
    };
    this.#checks = new Map(
      Object.entries(checks).map(([name, check]) => [name, new SharedCheck({ check, timeoutMs, sharedMs, nowMs })]),
    );
  }

  /** Never rejects. Why a check fails is in the log, not in the report, which anybody may read. */
  async report(): Promise<ReadinessReport> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]): Promise<[string, boolean]> => {
        const result = await check.result();
        this.#tell(name, result);
        return [name, result.ok];
      }),
    );
    const { dicom } = this.#options;
    const checks = {
      serving: !this.#draining,
      ...Object.fromEntries(results),
      ...(dicom === undefined ? {} : { dicom: dicom.address !== undefined }),
    };
    return { ready: Object.values(checks).every((ok) => ok), checks };
  }

  /** Not ready any more from now on; resolves when load balancers have had `delayMs` to see it. */
  async drain(delayMs: number): Promise<void> {
    this.#draining = true;
    if (delayMs === 0) return;
    await delay(delayMs);
    this.#options.logger.info('Drained');
  }

  /** One line when a check begins to fail, and one when it ends. */
  #tell(name: string, result: CheckResult): void {
    if (result.ok === !this.#failing.has(name)) return;
    if (result.ok) {
      this.#failing.delete(name);
      this.#options.logger.info('A check of readiness succeeds again', { check: name });
    } else {
      this.#failing.add(name);
      this.#options.logger.warn('A check of readiness fails', { check: name, error: result.error });
    }
  }
}
