import { formatPreciseDateTime } from '../model/date-time.ts';
import type { JobJson, JobRecord } from './job-record.ts';

/** A job as the REST API shows it at `nowMs`; `content` is what its kind makes public. */
export function jobJson(job: JobRecord, content: JobJson, nowMs: number): JobJson {
  const runningMs = Math.max(0, nowMs - (job.startedAtMs ?? nowMs));
  const running = job.state === 'Running';
  const completed = job.state === 'Success' || job.state === 'Failure';
  return {
    ID: job.id,
    Type: job.type,
    State: job.state,
    Priority: job.priority,
    CreationTime: dateTime(job.createdAtMs),
    Timestamp: dateTime(nowMs),
    ...(completed && job.completedAtMs !== undefined && { CompletionTime: dateTime(job.completedAtMs) }),
    EffectiveRuntime: (running ? runningMs : job.runtimeMs) / 1000,
    ...(running &&
      job.progress > 1 && {
        EstimatedTimeOfArrival: dateTime(nowMs + runningMs * (100 / job.progress - 1)),
      }),
    Progress: job.progress,
    ErrorCode: job.error?.number ?? 0,
    ErrorDescription: job.error?.description ?? 'Success',
    ErrorDetails: job.error?.details ?? '',
    ...(job.error?.payload !== undefined && { ErrorPayload: job.error.payload }),
    ...(job.userData !== undefined && { UserData: job.userData }),
    Content: content,
  };
}

/** The `Content` common to jobs on sets of instances, one item each; what the kind stored wins over the defaults. */
export function instanceSetContent(job: JobRecord): JobJson {
  const { Waiting, Done, Failed } = job.itemCounts;
  return {
    Description: 'REST API',
    ParentResources: [],
    Resources: [],
    ...job.content,
    InstancesCount: Waiting + Done + Failed,
    FailedInstancesCount: Failed,
  };
}

function dateTime(ms: number): string {
  return formatPreciseDateTime(new Date(ms));
}
