import type { Association } from '../association/association.ts';
import type { CommandSet } from '../message/command-elements.ts';
import { DataSetCollector } from '../message/data-set-collector.ts';
import type { DataSetStream } from '../message/data-set-stream.ts';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import type { EchoOperation, MoveOperation, NormalizedOperation, StoreOperation } from './operations.ts';

/** What every service needs of a request, in one object: each handler sees the part its service has. */
export class PerformedOperation implements EchoOperation, StoreOperation, MoveOperation, NormalizedOperation {
  readonly association: Association;
  readonly presentationContext: AcceptedContext;
  readonly command: CommandSet;
  readonly messageId: number;
  readonly dataSet: DataSetStream;
  readonly hasDataSet: boolean;
  readonly #maxIdentifierBytes: number;
  #controller: AbortController | undefined;
  #aborted: Error | undefined;

  constructor(
    association: Association,
    request: {
      readonly context: AcceptedContext;
      readonly command: CommandSet;
      readonly messageId: number;
      readonly dataSet: DataSetStream;
      readonly hasDataSet: boolean;
      readonly maxIdentifierBytes: number;
    },
  ) {
    this.association = association;
    this.presentationContext = request.context;
    this.command = request.command;
    this.messageId = request.messageId;
    this.dataSet = request.dataSet;
    this.hasDataSet = request.hasDataSet;
    this.#maxIdentifierBytes = request.maxIdentifierBytes;
  }

  get sopClassUid(): string {
    return this.command.AffectedSOPClassUID ?? this.command.RequestedSOPClassUID ?? '';
  }

  get sopInstanceUid(): string {
    return this.command.AffectedSOPInstanceUID ?? this.command.RequestedSOPInstanceUID ?? '';
  }

  get priority(): number {
    return this.command.Priority ?? 0;
  }

  get moveDestination(): string {
    return this.command.MoveDestination ?? '';
  }

  get moveOriginator(): { readonly aet: string; readonly messageId: number } | undefined {
    const { MoveOriginatorApplicationEntityTitle: aet, MoveOriginatorMessageID: messageId } = this.command;
    return aet === undefined || messageId === undefined ? undefined : { aet, messageId };
  }

  get actionTypeId(): number | undefined {
    return this.command.ActionTypeID;
  }

  get eventTypeId(): number | undefined {
    return this.command.EventTypeID;
  }

  get attributeIdentifierList(): readonly number[] {
    return this.command.AttributeIdentifierList ?? [];
  }

  /** Made on demand: most operations end before anybody asks. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted !== undefined) this.#controller.abort(this.#aborted);
    }
    return this.#controller.signal;
  }

  get cancelled(): boolean {
    return this.#aborted !== undefined;
  }

  /** Aborts the signal; only the first reason counts. */
  cancel(reason: Error): void {
    if (this.#aborted !== undefined) return;
    this.#aborted = reason;
    this.#controller?.abort(reason);
  }

  identifier(): Promise<Uint8Array> {
    return this.#wholeDataSet();
  }

  information(): Promise<Uint8Array> {
    return this.#wholeDataSet();
  }

  async #wholeDataSet(): Promise<Uint8Array> {
    let whole: Uint8Array = new Uint8Array();
    const collector = new DataSetCollector(this.#maxIdentifierBytes, (bytes) => {
      whole = bytes;
    });
    for await (const chunk of this.dataSet) collector.data(chunk);
    collector.end();
    return whole;
  }
}
