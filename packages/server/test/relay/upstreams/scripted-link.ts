import type { DataSet } from '@isocenter/dicom';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';
import type { UpstreamAnswer, UpstreamLink, UpstreamQuestion } from '../../../src/relay/upstreams/upstream-link.ts';

export interface HeldRequest {
  readonly what: UpstreamQuestion | readonly RelayTarget[];
  readonly signal: AbortSignal;
  readonly end: (answer?: Partial<UpstreamAnswer>) => void;
  readonly fail: (error: unknown) => void;
}

/** A link that keeps each request until the test ends it. */
export class HeldLink implements UpstreamLink {
  /** Every request that has reached it. */
  readonly requests: HeldRequest[] = [];

  async find(
    question: UpstreamQuestion,
    _: (answer: DataSet) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#held(question, signal);
  }

  async retrieve(targets: readonly RelayTarget[], _: unknown, signal: AbortSignal): Promise<UpstreamAnswer> {
    return { status: 0x0000, failedSopInstanceUids: [], ...(await this.#held(targets, signal)) };
  }

  #held(what: HeldRequest['what'], signal: AbortSignal): Promise<Partial<UpstreamAnswer>> {
    const { promise, reject, resolve } = Promise.withResolvers<Partial<UpstreamAnswer>>();
    this.requests.push({ what, signal, end: (answer = {}) => resolve(answer), fail: reject });
    return promise;
  }
}
