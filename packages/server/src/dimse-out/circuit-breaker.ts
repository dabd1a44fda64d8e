import { IsocenterError } from '../model/isocenter-error.ts';

export interface CircuitBreakerOptions {
  /** Failures in a row that open it; 0 switches it off. */
  readonly threshold: number;
  /** How long it stays open before one attempt is let through. */
  readonly delayMs: number;
  readonly nowMs: () => number;
}

interface Circuit {
  failures: number;
  /** While in the future, attempts are refused at once. */
  openUntilMs: number;
}

/**
 * Remembers which destinations cannot be reached, so that a dead one costs its senders no timeout each time. After the
 * delay one attempt goes through; its outcome closes the circuit or opens it again.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  readonly #circuits = new Map<string, Circuit>();

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** @throws IsocenterError `NetworkProtocol`, transient, while the circuit of the destination is open */
  check(key: string): void {
    const circuit = this.#circuits.get(key);
    if (circuit === undefined || !this.#isTripped(circuit)) return;
    const nowMs = this.#options.nowMs();
    if (nowMs >= circuit.openUntilMs) {
      // This attempt is the probe; others wait for its outcome.
      circuit.openUntilMs = nowMs + this.#options.delayMs;
      return;
    }
    throw new IsocenterError(
      'NetworkProtocol',
      `${key} could not be reached ${circuit.failures} times in a row; the next attempt is made later`,
      { transient: true },
    );
  }

  succeeded(key: string): void {
    this.#circuits.delete(key);
  }

  failed(key: string): void {
    const circuit = this.#circuits.get(key) ?? { failures: 0, openUntilMs: 0 };
    circuit.failures += 1;
    circuit.openUntilMs = this.#options.nowMs() + this.#options.delayMs;
    this.#circuits.set(key, circuit);
  }

  /** Destinations that are refused now, for health and metrics. */
  open(): readonly string[] {
    const nowMs = this.#options.nowMs();
    return [...this.#circuits]
      .filter(([, circuit]) => this.#isTripped(circuit) && circuit.openUntilMs > nowMs)
      .map(([key]) => key);
  }

  #isTripped({ failures }: Circuit): boolean {
    const { threshold } = this.#options;
    return threshold > 0 && failures >= threshold;
  }
}
