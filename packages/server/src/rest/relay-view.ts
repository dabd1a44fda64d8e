import type { RelayRequest } from '../index/relay-store.ts';
import { formatPreciseDateTime } from '../model/date-time.ts';
import type { RunningFetch, UpstreamState } from '../retrieve/upstream-overview.ts';

/** A request of the relay as `/relay/requests` shows it at `nowMs`. */
export function relayRequestView(request: RelayRequest, nowMs: number): object {
  const { createdAtMs, endedAtMs, expected, firstInstanceAtMs, jobId, received } = request;
  const seconds = secondsBetween(createdAtMs, endedAtMs ?? nowMs);
  return {
    ID: request.id,
    Kind: request.kind,
    State: request.state,
    Client: request.client,
    Destination: request.destination,
    Level: request.level,
    Values: request.uids,
    Upstreams: request.upstreams,
    ...(expected !== undefined && { Expected: expected }),
    Local: request.local,
    Received: received,
    Delivered: request.delivered,
    Failed: request.failed,
    Reason: request.reason,
    ...(jobId !== undefined && { JobID: jobId }),
    CreationTime: dateTime(createdAtMs),
    ...(firstInstanceAtMs !== undefined && { FirstInstanceTime: dateTime(firstInstanceAtMs) }),
    ...(endedAtMs !== undefined && { CompletionTime: dateTime(endedAtMs) }),
    Duration: seconds,
    Rate: seconds > 0 ? Math.round((received / seconds) * 100) / 100 : 0,
  };
}

/** An upstream as `/relay/upstreams` shows it at `nowMs`. */
export function upstreamView(state: UpstreamState, nowMs: number): object {
  const { cache, lastFailure, lastSuccessAtMs, modality } = state;
  return {
    Name: state.name,
    Order: state.order,
    Retrieve: state.retrieve,
    ...(modality !== '' && { Modality: modality }),
    Breaker: state.breaker === 'open' ? 'Open' : 'Closed',
    ...(lastSuccessAtMs !== undefined && { LastSuccess: dateTime(lastSuccessAtMs) }),
    ...(lastFailure !== undefined && {
      LastFailure: { Time: dateTime(lastFailure.atMs), Reason: lastFailure.message },
    }),
    Retrieves: { Running: state.runningRetrieves, Waiting: state.waitingRetrieves },
    Queries: { Running: state.runningQueries, Waiting: state.waitingQueries },
    Fetches: state.fetches.map((fetch) => fetchView(fetch, nowMs)),
    Cache: { Studies: cache.studies, Instances: cache.instances, Size: cache.bytes, Limit: state.cacheLimitBytes },
  };
}

function fetchView(fetch: RunningFetch, nowMs: number): object {
  const { expected, seriesInstanceUid, sopInstanceUid } = fetch;
  return {
    StudyInstanceUID: fetch.studyInstanceUid,
    ...(seriesInstanceUid !== undefined && { SeriesInstanceUID: seriesInstanceUid }),
    ...(sopInstanceUid !== undefined && { SOPInstanceUID: sopInstanceUid }),
    ...(expected !== undefined && { Expected: expected }),
    Received: fetch.received,
    Requests: fetch.requests,
    CreationTime: dateTime(fetch.startedAtMs),
    Duration: secondsBetween(fetch.startedAtMs, nowMs),
  };
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(toMs - fromMs, 0) / 1000;
}

function dateTime(ms: number): string {
  return formatPreciseDateTime(new Date(ms));
}
