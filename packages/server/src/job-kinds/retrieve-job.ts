import { encodeDataSetToBytes, transferSyntaxOf } from '@isocenter/dicom';
import {
  type Association,
  type ContextProposal,
  type FindRequest,
  type RetrieveResponse,
  RetrieveStatus,
} from '@isocenter/dimse';
import type { AssociationOpener } from '../dimse-out/association-opener.ts';
import { type Destination, destinationKey } from '../dimse-out/destination.ts';
import { remoteError } from '../dimse-out/remote-error.ts';
import { serviceContext } from '../dimse-out/service-contexts.ts';
import { statusError } from '../dimse-out/status-error.ts';
import { releaseAssociation } from '../dimse-out/with-association.ts';
import type { JobContext } from '../jobs/job-kind.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { inFormat, type TagFormat } from '../tag-json/tag-format.ts';
import { type RetrieveItem, readRetrieveItem } from './retrieve-item.ts';

/** How long the peer may take to end a request that was cancelled; then the association is aborted. */
export const defaultCancelTimeoutMs = 10_000;

/** What an item comes to that could not be asked for (PS3.4 C.4.2.1.5: Identifier does not match SOP Class). */
const unusableIdentifier = RetrieveStatus.identifierDoesNotMatchSopClass;

/** What C-MOVE and C-GET do differently. */
export interface RetrieveService {
  readonly name: 'C-MOVE' | 'C-GET';
  /** SOP classes of the information models (PS3.4 C.6). */
  readonly studyRoot: string;
  readonly patientRoot: string;
  /** The error when the peer accepts neither. */
  readonly notSupported: ErrorCode;
  /** Contexts beside those of the models, for the item that opens the association. */
  contexts(item: RetrieveItem): readonly ContextProposal[];
  /** Asks for one item; `received` hears of each instance that came in by it, by public id. */
  invoke(
    association: Association,
    request: FindRequest,
    received: (publicId: string) => void,
  ): AsyncIterable<RetrieveResponse>;
}

export interface RetrieveJobOptions {
  readonly opener: Pick<AssociationOpener, 'open'>;
  readonly destination: Destination;
  readonly service: RetrieveService;
  /** `Level` of the parameters: that of items which name none. */
  readonly level: string | undefined;
  /** `QueryFormat` of the parameters: how the job shows its queries. */
  readonly queryFormat: TagFormat;
  readonly cancelTimeoutMs: number;
}

/** An entry of `Details` in the content of the job. */
interface RetrieveDetail {
  readonly DimseErrorStatus: number;
  readonly Query: object;
  readonly ReceivedInstancesIds: readonly string[];
}

/**
 * Retrieves the items of a job one after the other, over one association. An item that was under way when the run
 * ended is retrieved again: the peer is not asked to go on where it was.
 */
export async function runRetrieveJob(options: RetrieveJobOptions, context: JobContext): Promise<void> {
  const run = new RetrieveRun(options, context);
  try {
    for await (const { key, position } of context.waitingItems()) await run.retrieve(key, position);
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    throw remoteError(error, destinationKey(options.destination));
  } finally {
    await run.end();
  }
}

class RetrieveRun {
  readonly #options: RetrieveJobOptions;
  readonly #context: JobContext;
  #association: Association | undefined;
  /** Abstract syntaxes proposed on it. */
  #proposed: ReadonlySet<string> = new Set();
  /** A request has not had its final response. */
  #isBusy = false;

  constructor(options: RetrieveJobOptions, context: JobContext) {
    this.#options = options;
    this.#context = context;
  }

  async retrieve(key: string, position: number): Promise<void> {
    const context = this.#context;
    let item: RetrieveItem;
    try {
      item = readRetrieveItem(key, this.#options.level);
    } catch (error) {
      this.#addDetail(position, { DimseErrorStatus: unusableIdentifier, Query: {}, ReceivedInstancesIds: [] });
      return context.itemFailed(position, error);
    }
    const received: string[] = [];
    const association = await this.#open(item);
    const response = await this.#invoke(association, item, (publicId) => received.push(publicId));
    const failure = this.#failureOf(response);
    // A request that ended because the job was interrupted is to be made again.
    if (failure !== undefined) context.signal.throwIfAborted();
    const details = this.#addDetail(position, {
      DimseErrorStatus: response.status,
      Query: inFormat(item.shown, this.#options.queryFormat),
      ReceivedInstancesIds: received,
    });
    if (failure === undefined) return context.itemDone(position);
    const payload = { Type: 'RetrieveJob', Content: details } as const;
    await context.itemFailed(position, this.#error(response, failure, payload));
  }

  async end(): Promise<void> {
    const association = this.#association;
    if (this.#isBusy) association?.abort();
    else if (association !== undefined) await releaseAssociation(association);
  }

  /** The open association, unless the item is known to need classes that were not proposed on it. */
  async #open(item: RetrieveItem): Promise<Association> {
    const { destination, opener, service } = this.#options;
    const contexts = service.contexts(item);
    const isCovered = contexts.every(
      ({ abstractSyntax }) => this.#proposed.has(abstractSyntax) || !item.sopClasses.includes(abstractSyntax),
    );
    if (this.#association?.open) {
      if (isCovered) return this.#association;
      await releaseAssociation(this.#association);
    }
    const models = [serviceContext(service.studyRoot), serviceContext(service.patientRoot)];
    const { signal } = this.#context;
    this.#association = await opener.open(destination, [...models, ...contexts], { signal });
    this.#proposed = new Set(contexts.map(({ abstractSyntax }) => abstractSyntax));
    return this.#association;
  }

  /** The final response. The job's signal sends C-CANCEL; a peer that does not heed it loses the association. */
  async #invoke(
    association: Association,
    item: RetrieveItem,
    received: (publicId: string) => void,
  ): Promise<RetrieveResponse> {
    const { cancelTimeoutMs, service } = this.#options;
    const { signal } = this.#context;
    const request = { ...this.#request(association, item), signal };
    let timer: NodeJS.Timeout | undefined;
    const limitCancel = () => {
      timer = setTimeout(() => association.abort(signal.reason), cancelTimeoutMs);
    };
    signal.addEventListener('abort', limitCancel, { once: true });
    this.#isBusy = true;
    try {
      let last: RetrieveResponse | undefined;
      for await (const response of service.invoke(association, request, received)) {
        last = response;
        if (response.category === 'pending') this.#showProgress(response);
      }
      if (last === undefined) throw new IsocenterError('InternalError', 'A retrieve ended without a response');
      this.#isBusy = false;
      return last;
    } finally {
      signal.removeEventListener('abort', limitCancel);
      clearTimeout(timer);
    }
  }

  /** A patient is no level of the Study Root model (PS3.4 C.6.2.1), but there are peers that know only that. */
  #request(association: Association, { identifier, level }: RetrieveItem): FindRequest {
    const { destination, service } = this.#options;
    const { patientRoot, studyRoot } = service;
    for (const sopClassUid of level === 'Patient' ? [patientRoot, studyRoot] : [studyRoot]) {
      const accepted = association.contextFor(sopClassUid);
      const syntax = accepted && transferSyntaxOf(accepted.transferSyntax);
      if (accepted === undefined || syntax === undefined) continue;
      return { sopClassUid, contextId: accepted.id, identifier: encodeDataSetToBytes(identifier, syntax) };
    }
    throw new IsocenterError(service.notSupported, `${destinationKey(destination)} does not accept ${service.name}`);
  }

  #showProgress({ completed = 0, failed = 0, remaining, warning = 0 }: RetrieveResponse): void {
    const ended = completed + failed + warning;
    if (remaining !== undefined && ended + remaining > 0) this.#context.setProgress(ended / (ended + remaining));
  }

  /** Counters where there are failures, undefined where all was retrieved. Warnings alone mean that all has arrived. */
  #failureOf({ category, completed, failed, warning }: RetrieveResponse): string | undefined {
    if (category === 'success') return undefined;
    if (category === 'warning' && failed === 0) {
      this.#context.warn(`The peer ended ${this.#options.service.name} with ${warning ?? 0} warnings`);
      return undefined;
    }
    if (completed === undefined && failed === undefined && warning === undefined) return '';
    return `: ${completed ?? 'unknown'} completed, ${failed ?? 'unknown'} failed, ${warning ?? 'unknown'} with warnings`;
  }

  #error(
    response: RetrieveResponse,
    counters: string,
    payload: NonNullable<IsocenterError['payload']>,
  ): IsocenterError {
    const { destination, service } = this.#options;
    const { message } = statusError(destinationKey(destination), service.name, response);
    return new IsocenterError('NetworkProtocol', `${message}${counters}`, { payload });
  }

  /** Details stand in the order of the items; one that is retrieved again replaces its own. */
  #addDetail(position: number, detail: RetrieveDetail): readonly unknown[] {
    const { content } = this.#context;
    const before: readonly unknown[] = Array.isArray(content.Details) ? content.Details : [];
    const details = position < before.length ? before.with(position, detail) : [...before, detail];
    this.#context.setContent({ ...content, Details: details });
    return details;
  }
}
