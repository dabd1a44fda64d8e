import { ConfigurationError } from '../config/errors.ts';
import type { JsonValue } from '../config/json.ts';
import { parsePeer, type RemotePeer } from '../config/peer.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/**
 * A peer as a client describes it; undefined for what is no JSON, which the peer of this product answers with nothing.
 * @throws IsocenterError BadRequest naming the field
 */
export function peerOfBody(name: string, text: string): RemotePeer | undefined {
  let json: JsonValue;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  try {
    return parsePeer(name, json);
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw new IsocenterError('BadRequest', cause.message, { cause });
    throw cause;
  }
}
