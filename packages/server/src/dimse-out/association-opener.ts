import type { ConnectionOptions } from 'node:tls';
import {
  type Association,
  AssociationRejectedError,
  type ConnectOptions,
  type ContextProposal,
  connect,
} from '@isocenter/dimse';
import { implementation } from '../model/implementation.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { type Destination, destinationKey } from './destination.ts';
import { remoteError } from './remote-error.ts';

export interface AssociationOpenerOptions {
  readonly breaker: CircuitBreaker;
  readonly maxPduBytes: number;
  /** For destinations with `UseDicomTls`. */
  readonly tls: ConnectionOptions | undefined;
}

export type OpenOptions = Pick<ConnectOptions, 'handlers' | 'signal' | 'timeouts'> & {
  readonly asyncOperations?: number;
};

/** Opens associations to other applications: the one place where timeouts, TLS and the breaker are applied. */
export class AssociationOpener {
  readonly #options: AssociationOpenerOptions;

  constructor(options: AssociationOpenerOptions) {
    this.#options = options;
  }

  /** @throws IsocenterError, transient where a later attempt may succeed */
  async open(
    destination: Destination,
    contexts: readonly ContextProposal[],
    options: OpenOptions = {},
  ): Promise<Association> {
    const { breaker, maxPduBytes, tls } = this.#options;
    const { timeoutMs } = destination;
    const { asyncOperations = 1, timeouts, ...rest } = options;
    const key = destinationKey(destination);
    breaker.check(key);
    try {
      const association = await connect({
        host: destination.host,
        port: destination.port,
        callingAet: destination.callingAet,
        calledAet: destination.calledAet,
        contexts,
        limits: { maxPduBytes },
        ...implementation,
        timeouts: { connectMs: timeoutMs, associationMs: timeoutMs, responseTimeoutMs: timeoutMs, ...timeouts },
        ...(destination.useTls ? { tls: tls ?? true } : {}),
        ...(asyncOperations > 1 ? { asyncOperations: { invoked: asyncOperations, performed: 1 } } : {}),
        ...rest,
      });
      breaker.succeeded(key);
      return association;
    } catch (error) {
      const failure = remoteError(error, key);
      if (failure.transient) breaker.failed(key);
      // Who rejects for good can be reached.
      else if (error instanceof AssociationRejectedError) breaker.succeeded(key);
      throw failure;
    }
  }
}
