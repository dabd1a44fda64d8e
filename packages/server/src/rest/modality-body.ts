import { ConfigurationError } from '../config/errors.ts';
import type { JsonValue } from '../config/json.ts';
import { parseModality, type RemoteModality } from '../config/modality.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** A modality as a client describes it. @throws IsocenterError BadRequest naming the field */
export function modalityOfBody(name: string, body: unknown): RemoteModality {
  try {
    // What JSON.parse answers is a JSON value.
    return parseModality(name, body as JsonValue);
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw new IsocenterError('BadRequest', cause.message, { cause });
    throw cause;
  }
}
