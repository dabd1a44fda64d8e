import type { DataSet } from '@isocenter/dicom';
import { statusCategory } from '@isocenter/dimse';
import type { RelayTarget } from '../relay-target.ts';
import type { RequestKind } from './request-queue.ts';
import type { RequestOutcome, UpstreamGate } from './upstream-gate.ts';
import type { UpstreamHealth } from './upstream-health.ts';
import type {
  RequestOptions,
  RetrieveOptions,
  UpstreamAnswer,
  UpstreamLink,
  UpstreamProgress,
  UpstreamQuestion,
} from './upstream-link.ts';

/** A link whose requests go through the gate of their upstream. */
export class GatedLink implements UpstreamLink {
  readonly #link: UpstreamLink;
  readonly #gate: UpstreamGate;

  constructor(link: UpstreamLink, gate: UpstreamGate) {
    this.#link = link;
    this.#gate = gate;
  }

  get health(): UpstreamHealth {
    return this.#gate.health;
  }

  async find(
    question: UpstreamQuestion,
    onAnswer: (answer: DataSet) => Promise<void> | void,
    signal: AbortSignal,
    options: RequestOptions = {},
  ): Promise<void> {
    const caller: { error?: unknown } = {};
    const take = async (answer: DataSet) => {
      try {
        await onAnswer(answer);
      } catch (error) {
        caller.error = error;
        throw error;
      }
    };
    await this.#pass('query', options, signal, async () => {
      options.onTurn?.();
      try {
        await this.#link.find(question, take, signal, options);
      } catch (error) {
        // What the caller could not do is no fault of the upstream.
        if (!('error' in caller)) throw error;
      }
      return {};
    });
    if ('error' in caller) throw caller.error;
  }

  async retrieve(
    targets: readonly RelayTarget[],
    onProgress: (progress: UpstreamProgress) => void,
    signal: AbortSignal,
    options: RetrieveOptions = {},
  ): Promise<UpstreamAnswer> {
    let answer: UpstreamAnswer | undefined;
    await this.#pass('retrieve', options, signal, async () => {
      options.onTurn?.();
      answer = await this.#link.retrieve(targets, onProgress, signal, options);
      return outcomeOf(answer);
    });
    if (answer === undefined) throw new Error('A retrieve has ended without an answer');
    return answer;
  }

  #pass(
    kind: RequestKind,
    { priority = 'normal' }: RequestOptions,
    signal: AbortSignal,
    ask: () => Promise<RequestOutcome>,
  ): Promise<void> {
    return this.#gate.pass({ kind, priority, signal }, ask);
  }
}

function outcomeOf({ status }: UpstreamAnswer): RequestOutcome {
  if (statusCategory(status) !== 'failure') return {};
  return { failure: `A retrieve ended with status ${status.toString(16).toUpperCase().padStart(4, '0')}` };
}
