import { createHash, type Hash } from 'node:crypto';
import { type MessagePort, parentPort } from 'node:worker_threads';

/** Bytes of one file, in order; `last` asks for the sum, `drop` gives it up. */
export interface HashRequest {
  readonly id: number;
  /** Comes with the request, and goes back with the reply. */
  readonly buffer: ArrayBuffer;
  /** Bytes of the file at the front of the buffer. */
  readonly length: number;
  readonly last: boolean;
  readonly drop: boolean;
}

/** Bytes taken, and the sum of the file once it is complete. */
export interface HashReply {
  readonly id: number;
  readonly buffer: ArrayBuffer;
  readonly takenBytes: number;
  readonly md5: string | undefined;
}

/** The thread: MD5 takes as long as receiving, and so it is done beside it. */
function serve(port: MessagePort): void {
  const hashes = new Map<number, Hash>();
  port.on('message', ({ buffer, drop, id, last, length }: HashRequest) => {
    const hash = hashes.get(id) ?? createHash('md5');
    hash.update(new Uint8Array(buffer, 0, length));
    if (last || drop) hashes.delete(id);
    else hashes.set(id, hash);
    const reply: HashReply = { id, buffer, takenBytes: length, md5: last ? hash.digest('hex') : undefined };
    port.postMessage(reply, [buffer]);
  });
}

if (parentPort !== null) serve(parentPort);
