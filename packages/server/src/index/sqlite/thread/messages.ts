import type { ErrorCode } from '../../../model/error-codes.ts';
import { IsocenterError } from '../../../model/isocenter-error.ts';

/**
 * Requests and replies cross threads as JSON texts, many at once: one text costs a fraction of what the structured
 * clone of the same objects costs.
 */
export interface ThreadRequest {
  readonly id: number;
  readonly method: string;
  readonly request: unknown;
}

export type ThreadReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: ThreadError };

export interface ThreadError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly transient: boolean;
}

/** What a thread offers: each method takes one object and answers at once. */
export interface ThreadMethods {
  readonly [name: string]: Handler['handle'];
}

/** Declared as a method, so that methods of narrower requests fit: callers are checked by `ThreadClient`. */
interface Handler {
  handle(request: unknown): unknown;
}

/** The settings that a thread is started with. */
export interface ThreadData<Settings> {
  readonly path: string;
  readonly settings: Settings;
}

export function encodeRequests(requests: readonly ThreadRequest[]): string {
  return JSON.stringify(requests);
}

export function decodeRequests(text: string): readonly ThreadRequest[] {
  return JSON.parse(text);
}

export function encodeReplies(replies: readonly ThreadReply[]): string {
  return JSON.stringify(replies);
}

export function decodeReplies(text: string): readonly ThreadReply[] {
  return JSON.parse(text);
}

export function threadErrorOf({ code, message, transient }: IsocenterError): ThreadError {
  return { code, message, transient };
}

export function errorOfThread({ code, message, transient }: ThreadError): IsocenterError {
  return new IsocenterError(code, message, { transient });
}

/** @throws IsocenterError InternalError when there is no such method */
export function callMethod(methods: ThreadMethods, { method, request }: ThreadRequest): unknown {
  const handle = methods[method];
  if (handle === undefined) throw new IsocenterError('InternalError', `The index has no method ${method}`);
  return handle(request);
}
