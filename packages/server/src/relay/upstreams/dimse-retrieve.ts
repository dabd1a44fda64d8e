import { type DataSet, encodeDataSetToBytes, transferSyntaxOf } from '@isocenter/dicom';
import type { Association, ContextProposal, FindRequest, RetrieveResponse } from '@isocenter/dimse';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { ResponseTimer } from './response-timer.ts';
import type { RetrieveOptions, UpstreamAnswer, UpstreamProgress } from './upstream-link.ts';

/** What C-MOVE and C-GET do differently. */
export interface DimseRetrieve {
  readonly name: 'C-MOVE' | 'C-GET';
  /** SOP class of the Study Root model (PS3.4 C.6.2): every upstream is asked for studies and what is below them. */
  readonly model: string;
  /** The error when the upstream does not accept it. */
  readonly notSupported: ErrorCode;
  /** Contexts beside that of the model, for each association that is needed. */
  contexts(sopClasses: readonly string[]): readonly (readonly ContextProposal[])[];
  invoke(association: Association, request: FindRequest, timer: ResponseTimer): AsyncIterable<RetrieveResponse>;
}

/** Who follows a request. */
export interface RetrieveWatch extends Pick<RetrieveOptions, 'arrivals'> {
  readonly onProgress: (progress: UpstreamProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * One request on an association, to its final response, whatever the status of that.
 * @throws IsocenterError `Timeout`, and what ended the association; the association is not to be used any more
 */
export async function performRetrieve(
  service: DimseRetrieve,
  upstream: UpstreamConfiguration,
  association: Association,
  identifier: DataSet,
  { arrivals, onProgress, signal }: RetrieveWatch,
): Promise<UpstreamAnswer> {
  let failure: IsocenterError | undefined;
  const timer = new ResponseTimer(upstream, (error) => {
    failure = error;
    association.abort(error);
  });
  const endArrivals = arrivals?.(() => timer.start());
  // The end of a cancelled request has its own limit.
  const stop = () => timer.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const request = requestOf(service, upstream, association, identifier);
    for await (const response of service.invoke(association, { ...request, signal }, timer)) {
      if (response.category !== 'pending') return answerOf(response);
      timer.responded();
      onProgress(countersOf(response));
    }
    throw new IsocenterError('InternalError', 'A retrieve ended without a response');
  } catch (error) {
    throw failure ?? error;
  } finally {
    timer.stop();
    endArrivals?.();
    signal.removeEventListener('abort', stop);
  }
}

function requestOf(
  { model, name, notSupported }: DimseRetrieve,
  upstream: UpstreamConfiguration,
  association: Association,
  identifier: DataSet,
): FindRequest {
  const accepted = association.contextFor(model);
  const syntax = accepted && transferSyntaxOf(accepted.transferSyntax);
  if (accepted === undefined || syntax === undefined) {
    throw new IsocenterError(notSupported, `Upstream ${upstream.Name} does not accept ${name}`);
  }
  return {
    sopClassUid: model,
    contextId: accepted.id,
    identifier: encodeDataSetToBytes(identifier, syntax),
    responseTimeoutMs: 0,
  };
}

function answerOf(response: RetrieveResponse): UpstreamAnswer {
  const { failedSopInstanceUids = [], status } = response;
  return { ...countersOf(response), status, failedSopInstanceUids };
}

function countersOf({ completed, failed, remaining, warning }: RetrieveResponse): UpstreamProgress {
  return {
    ...(remaining !== undefined && { remaining }),
    ...(completed !== undefined && { completed }),
    ...(failed !== undefined && { failed }),
    ...(warning !== undefined && { warning }),
  };
}
