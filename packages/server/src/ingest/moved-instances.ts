/** The C-MOVE request by which an instance is sent (PS3.7 9.1.1.1.9 and 9.1.1.1.10). */
export interface MoveOriginator {
  readonly aet: string;
  readonly messageId: number;
}

type Listener = (publicId: string) => void;

/** Message IDs are 16 bits (PS3.7 E.1); 0 is left out, some peers write it where they know none. */
const highestMessageId = 0xffff;

/**
 * Which instances come in by which C-MOVE of this server. Each request gets a Message ID of its own, as all share the
 * title that senders name as the originator. What another server of the same database takes in is not known here.
 */
export class MovedInstances {
  readonly #listeners = new Map<string, Listener>();
  #lastMessageId = 0;

  /** Expects instances: the Message ID for the request, and what ends it. */
  expect(aet: string, listener: Listener): { readonly messageId: number; readonly end: () => void } {
    const messageId = this.#nextMessageId(aet);
    const key = keyOf({ aet, messageId });
    this.#listeners.set(key, listener);
    return { messageId, end: () => this.#listeners.delete(key) };
  }

  /** Tells whoever asked for it that an instance has been stored. */
  stored(originator: MoveOriginator | undefined, publicId: string): void {
    if (originator !== undefined) this.#listeners.get(keyOf(originator))?.(publicId);
  }

  #nextMessageId(aet: string): number {
    if (this.#listeners.size >= highestMessageId) throw new RangeError('Every Message ID is in use');
    do this.#lastMessageId = (this.#lastMessageId % highestMessageId) + 1;
    while (this.#listeners.has(keyOf({ aet, messageId: this.#lastMessageId })));
    return this.#lastMessageId;
  }
}

function keyOf({ aet, messageId }: MoveOriginator): string {
  return `${messageId}/${aet.trim()}`;
}
