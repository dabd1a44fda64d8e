import { type ErrorCode, errorCodes } from '../model/error-codes.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { JobError } from './job-record.ts';

/** The error that a canceled job ends with. */
export const canceledJobError: JobError = {
  number: errorCodes.CanceledJob.number,
  description: errorCodes.CanceledJob.message,
  details: '',
};

/** An error as a job keeps it. */
export function jobErrorOf(error: IsocenterError): JobError {
  const { number, message } = error.row;
  const kept = { number, description: message, details: error.message };
  return error.payload === undefined ? kept : { ...kept, payload: error.payload };
}

/** The error of a failed job, to be thrown to who waits for it; its HTTP status is that of its code. */
export function isocenterErrorOf(error: JobError): IsocenterError {
  const code = codesByNumber.get(error.number) ?? 'InternalError';
  return new IsocenterError(code, error.details, error.payload === undefined ? {} : { payload: error.payload });
}

const codesByNumber: ReadonlyMap<number, ErrorCode> = new Map(
  Object.entries(errorCodes).map(([code, row]) => [row.number, code as ErrorCode]),
);
