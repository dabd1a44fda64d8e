import type { TestContext } from 'node:test';
import type { Association, AssociationRequest, StoreOperation } from '@isocenter/dimse';
import { AssociationOpener } from '../../src/dimse-out/association-opener.ts';
import { AssociationPool } from '../../src/dimse-out/association-pool.ts';
import { CircuitBreaker } from '../../src/dimse-out/circuit-breaker.ts';
import { type Destination, destinationOf } from '../../src/dimse-out/destination.ts';
import { Deliverer, type Delivery, type DeliveryOutcome } from '../../src/retrieve/delivery.ts';
import { InstanceReader } from '../../src/retrieve/instance-reader.ts';
import { destinationDefaults, modalityAt, type PeerOptions, startPeer } from '../support/remote-peer.ts';
import type { MemoryFiles } from './memory-files.ts';

/** A C-STORE that the destination has seen. */
export interface SeenStore {
  readonly association: Association;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly priority: number;
  readonly moveOriginator: { readonly aet: string; readonly messageId: number } | undefined;
  readonly bytes: Buffer;
}

/** An application that takes instances, and what it has seen. */
export interface StoreScp {
  readonly destination: Destination;
  readonly requests: readonly AssociationRequest[];
  readonly stores: readonly SeenStore[];
  /** The most C-STOREs that were under way at one time. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

export interface StoreScpOptions extends PeerOptions {
  /** The status of a C-STORE, once it is there as a whole; 0000 by default. `seen` counts from 1. */
  readonly answer?: (store: SeenStore, seen: number) => number | Promise<number>;
  readonly destination?: Partial<Destination>;
}

export async function startStoreScp(t: TestContext, options: StoreScpOptions = {}): Promise<StoreScp> {
  const { answer = () => 0x0000, destination = {}, ...peerOptions } = options;
  const stores: SeenStore[] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  const store = async (operation: StoreOperation) => {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of operation.dataSet) chunks.push(Uint8Array.from(chunk));
      const { association, moveOriginator, presentationContext, priority, sopClassUid, sopInstanceUid } = operation;
      const { transferSyntax: transferSyntaxUid } = presentationContext;
      const bytes = Buffer.concat(chunks);
      const seen = { association, sopClassUid, sopInstanceUid, transferSyntaxUid, priority, moveOriginator, bytes };
      stores.push(seen);
      return { status: await answer(seen, stores.length) };
    } finally {
      underWay -= 1;
    }
  };
  const { port, requests, server } = await startPeer(t, { store }, peerOptions);
  return {
    destination: { ...destinationOf(modalityAt(port), destinationDefaults), ...destination },
    requests,
    stores,
    get mostAtOnce() {
      return mostAtOnce;
    },
    close: () => server.close(),
  };
}

export interface SenderOptions {
  readonly retries?: number;
  readonly retryDelayMs?: number;
  readonly idleMs?: number;
}

/** Delivers the files of a storage area. */
export class Sender {
  readonly pool: AssociationPool;
  readonly #deliverer: Deliverer;

  constructor(t: TestContext, files: MemoryFiles, { retries = 0, retryDelayMs = 0, idleMs = 0 }: SenderOptions = {}) {
    const breaker = new CircuitBreaker({ threshold: 0, delayMs: 0, nowMs: () => 0 });
    const opener = new AssociationOpener({ breaker, maxPduBytes: 16_384, tls: undefined });
    this.pool = new AssociationPool({ opener, idleMs });
    this.#deliverer = new Deliverer({ pool: this.pool, reader: new InstanceReader(files), retries, retryDelayMs });
    t.after(() => this.pool.close());
  }

  /** The outcomes in the order of their end; `onOutcome` hears of each too. */
  async deliver(
    delivery: Pick<Delivery, 'destination' | 'items'> & Partial<Delivery>,
    onOutcome: (outcome: DeliveryOutcome) => Promise<void> | void = () => {},
  ): Promise<readonly DeliveryOutcome[]> {
    const outcomes: DeliveryOutcome[] = [];
    await this.#deliverer.deliver({ signal: new AbortController().signal, ...delivery }, (outcome) => {
      outcomes.push(outcome);
      return onOutcome(outcome);
    });
    return outcomes;
  }
}

/** Opens when it was passed so many times. */
export function gateOf(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let passed = 0;
  return () => {
    passed += 1;
    if (passed === count) resolve();
    return promise;
  };
}
