import type { CommandSet } from '../message/command-elements.ts';
import type { CommandStatus } from '../message/status.ts';

/** One response: its status, elements of its service, and a data set if it has one. */
export interface ResponseContent {
  readonly status: CommandStatus;
  readonly elements?: Partial<CommandSet>;
  readonly dataSet?: Uint8Array;
}

/** How a service answers its request. */
export interface Responder {
  /** Sends pending responses, in one write where they fit; resolves when the peer's side takes more. */
  pending(responses: readonly ResponseContent[]): Promise<void> | undefined;
  /** The encoded (0008,0058) data set for the transfer syntax of the request (PS3.4 C.4.2.1.4.2). */
  failedSopInstances(uids: readonly string[]): Uint8Array;
}
