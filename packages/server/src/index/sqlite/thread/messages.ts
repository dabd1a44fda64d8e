import type { ErrorCode } from '../../../model/error-codes.ts';
import { IsocenterError } from '../../../model/isocenter-error.ts';

/** A call on its way to a thread. */
export interface ThreadRequest {
  readonly id: number;
  readonly method: string;
  readonly request: unknown;
  /** Bytes and texts that go with it as they are, outside of the JSON. */
  readonly attached?: Attached | undefined;
}

export type Attached = Readonly<Record<string, string | Uint8Array | null | undefined>>;

/**
 * Requests and replies cross threads as JSON texts, many at once: one text costs a fraction of what the structured
 * clone of the same objects costs. Bytes, and texts that are not read there, stay out of it.
 */
export interface RequestMessage {
  readonly text: string;
  /** By the position of their requests in the text. */
  readonly attached?: readonly (Attached | undefined)[];
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
  handle(request: unknown, attached?: unknown): unknown;
}

/** The settings that a thread is started with. */
export interface ThreadData<Settings> {
  readonly path: string;
  readonly settings: Settings;
}

export function encodeRequests(requests: readonly ThreadRequest[]): RequestMessage {
  if (requests.every(({ attached }) => attached === undefined)) return { text: JSON.stringify(requests) };
  const text = JSON.stringify(requests.map(({ id, method, request }) => ({ id, method, request })));
  return { text, attached: requests.map(({ attached }) => attached) };
}

export function decodeRequests({ attached, text }: RequestMessage): readonly ThreadRequest[] {
  const requests: readonly ThreadRequest[] = JSON.parse(text);
  if (attached === undefined) return requests;
  return requests.map((request, position) => ({ ...request, attached: attached[position] }));
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
export function callMethod(methods: ThreadMethods, { attached, method, request }: ThreadRequest): unknown {
  const handle = methods[method];
  if (handle === undefined) throw new IsocenterError('InternalError', `The index has no method ${method}`);
  return handle(request, attached);
}
