import type { TestContext } from 'node:test';
import { type AssociationRequest, DicomServer, type StoreOperation } from '@isocenter/dimse';
import { explicitLittleEndian } from './generated-instances.ts';

/** Decides about one C-STORE once its data set has arrived: the status; what aborts instead gives no status. */
export type Script = (operation: StoreOperation, number: number) => Promise<number> | number;

export interface DestinationOptions {
  readonly port?: number;
  readonly script?: Script;
  /** Sees a C-STORE before its data set is read. */
  readonly begin?: (operation: StoreOperation) => Promise<void>;
  /** Largest window granted to a sender. */
  readonly window?: number;
  /** Data sets can be read afterwards. */
  readonly keepsDataSets?: boolean;
  /** false: no presentation context is accepted. */
  readonly accepts?: boolean;
  /** Associations are answered once this has resolved. */
  readonly opened?: Promise<void>;
  /** Rejects every association with this (PS3.8 9.3.4). */
  readonly reject?: { readonly result: 1 | 2; readonly source: 1 | 2 | 3; readonly reason: number };
}

/** A storage SCP that does what a test says and remembers what it answered. */
export class ScriptedDestination {
  /** SOP instances in the order in which their C-STORE was answered with success. */
  readonly acknowledged: string[] = [];
  /** SOP instances in the order in which they were sent, answered or not. */
  readonly received: string[] = [];
  /** The last data set of each SOP instance, with `keepsDataSets`. */
  readonly dataSets = new Map<string, Buffer>();
  readonly requests: AssociationRequest[] = [];
  script: Script;
  /** Called once the answer to a C-STORE was written. */
  answered: (operation: StoreOperation) => void = () => undefined;
  readonly #begin: DestinationOptions['begin'];
  readonly #keepsDataSets: boolean;
  readonly #server: DicomServer;

  private constructor(options: DestinationOptions) {
    const { accepts = true, begin, keepsDataSets = false, opened, reject, script = () => 0, window = 1 } = options;
    this.script = script;
    this.#keepsDataSets = keepsDataSets;
    this.#begin = begin;
    this.#server = new DicomServer({
      negotiate: async (request) => {
        this.requests.push(request);
        await opened;
        if (reject !== undefined) return { reject };
        return {
          contexts: new Map(
            request.presentationContexts
              .filter(({ transferSyntaxes }) => accepts && transferSyntaxes.includes(explicitLittleEndian))
              .map(({ id }) => [id, { transferSyntax: explicitLittleEndian }]),
          ),
          asyncOperations: { invoked: window, performed: window },
        };
      },
      handlers: { store: (operation) => this.#store(operation) },
    });
  }

  static async start(t: TestContext, options: DestinationOptions = {}): Promise<ScriptedDestination> {
    const destination = new ScriptedDestination(options);
    await destination.#server.listen({ port: options.port ?? 0, host: '127.0.0.1' });
    t.after(() => destination.close());
    return destination;
  }

  get port(): number {
    return this.#server.address?.port ?? 0;
  }

  get openAssociations(): number {
    return this.#server.associations.size;
  }

  /** The entry of `DicomModalities` for it. */
  modality(aet: string, fields: Readonly<Record<string, unknown>> = {}): object {
    return { AET: aet, Host: '127.0.0.1', Port: this.port, ...fields };
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #store(operation: StoreOperation): Promise<{ status: number }> {
    await this.#begin?.(operation);
    const chunks: Uint8Array[] = [];
    for await (const chunk of operation.dataSet) if (this.#keepsDataSets) chunks.push(Uint8Array.from(chunk));
    if (this.#keepsDataSets) this.dataSets.set(operation.sopInstanceUid, Buffer.concat(chunks));
    this.received.push(operation.sopInstanceUid);
    const status = await this.script(operation, this.received.length);
    if (status === 0) this.acknowledged.push(operation.sopInstanceUid);
    // The response is written before the event loop turns.
    setImmediate(() => this.answered(operation));
    return { status };
  }
}
