import type { ErrorCode } from '../../model/error-codes.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';

/** What of an error of the SDK tells its cause. */
interface Failure {
  /** Of S3's error codes, or of the SDK. */
  readonly name: string;
  /** Undefined: there was no answer. */
  readonly httpStatus: number | undefined;
}

interface FailureRow {
  readonly is: (failure: Failure) => boolean;
  readonly reason: string;
  /** The same may work later without anybody changing anything. */
  readonly transient?: boolean;
  /** Instead of the code of the operation. */
  readonly code?: ErrorCode;
}

/** Error codes of S3 and of stores that speak it, for: no room is left for more. */
const fullNames: ReadonlySet<string> = new Set([
  'InsufficientStorage',
  'QuotaExceeded',
  'StorageFull',
  'StorageLimitExceeded',
  'XMinioAdminBucketQuotaExceeded',
  'XMinioStorageFull',
]);

/** The first row that fits counts. */
const rows: readonly FailureRow[] = [
  {
    is: ({ name, httpStatus }) => fullNames.has(name) || httpStatus === 507,
    reason: 'No room is left in the object store',
    code: 'FullStorage',
  },
  // HEAD of a bucket says no more than that.
  { is: ({ name }) => name === 'NoSuchBucket' || name === 'NotFound', reason: 'The bucket does not exist' },
  {
    is: ({ name }) => name === 'CredentialsProviderError',
    reason: 'There are no credentials for the object store',
  },
  {
    is: ({ httpStatus }) => httpStatus === 401 || httpStatus === 403,
    reason: 'The object store refuses access',
  },
  {
    is: ({ httpStatus }) => httpStatus === 301 || httpStatus === 307,
    reason: 'The bucket is in another region',
  },
  {
    is: ({ httpStatus }) => httpStatus === undefined || httpStatus === 408,
    reason: 'The object store cannot be reached',
    transient: true,
  },
  {
    is: ({ httpStatus }) => httpStatus === 429 || httpStatus === 503,
    reason: 'The object store is overloaded',
    transient: true,
  },
  {
    is: ({ httpStatus }) => httpStatus !== undefined && httpStatus >= 500,
    reason: 'The object store failed',
    transient: true,
  },
];

/** A failed write: no room, and a store out of reach, apart from other faults. */
export function s3WriteError(cause: unknown, what: string): IsocenterError {
  return storeError(cause, 'CannotWriteFile', what);
}

/** A failed read: a missing object, and a store out of reach, apart from other faults. */
export function s3ReadError(cause: unknown, uuid: string): IsocenterError {
  return isMissing(cause) ? missingObject(uuid, cause) : storeError(cause, 'CorruptedFile', `reading ${uuid}`);
}

export function missingObject(uuid: string, cause?: unknown): IsocenterError {
  return new IsocenterError('InexistentFile', `The file ${uuid} is not in the object store`, { cause });
}

/** The object is not there. HEAD has no body, so no code either. */
export function isMissing(error: unknown): boolean {
  const { name, httpStatus } = failureOf(error);
  return name === 'NoSuchKey' || name === 'NotFound' || (httpStatus === 404 && name !== 'NoSuchBucket');
}

/** The range begins behind the end of the object. */
export function isBehindEnd(error: unknown): boolean {
  return failureOf(error).httpStatus === 416;
}

/** The multipart upload is not known: it was completed, or aborted. */
export function isNoUpload(error: unknown): boolean {
  return failureOf(error).name === 'NoSuchUpload';
}

function storeError(cause: unknown, code: ErrorCode, what: string): IsocenterError {
  if (cause instanceof IsocenterError) return cause;
  const failure = failureOf(cause);
  const row = rows.find(({ is }) => is(failure));
  return new IsocenterError(row?.code ?? code, `${row?.reason ?? 'The object store answered'}: ${what}`, {
    cause,
    transient: row?.transient ?? false,
  });
}

function failureOf(error: unknown): Failure {
  const name = error instanceof Error ? error.name : '';
  const metadata: unknown = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const isAnswer = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return {
    name,
    httpStatus: isAnswer && typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined,
  };
}
