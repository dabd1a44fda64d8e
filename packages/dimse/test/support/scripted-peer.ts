import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { hex } from './hex.ts';

/** A PDU as it stood on the wire. */
export interface RawPdu {
  readonly type: number;
  readonly body: Buffer;
}

export const VERIFICATION = '1.2.840.10008.1.1';
export const CT_STORAGE = '1.2.840.10008.5.1.4.1.1.2';
export const STUDY_FIND = '1.2.840.10008.5.1.4.1.2.2.1';
export const STUDY_MOVE = '1.2.840.10008.5.1.4.1.2.2.2';
export const STUDY_GET = '1.2.840.10008.5.1.4.1.2.2.3';
export const COMMITMENT = '1.2.840.10008.1.20.1';
export const IMPLICIT = '1.2.840.10008.1.2';
export const EXPLICIT = '1.2.840.10008.1.2.1';

/** A peer that sends exactly the bytes a test says, and shows exactly the PDUs it got. */
export class ScriptedPeer {
  readonly socket: Socket;
  readonly closed: Promise<unknown>;
  #received = Buffer.alloc(0);
  #wake = () => {};
  #over = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => {});
    this.closed = once(socket, 'close');
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    socket.on('close', () => {
      this.#over = true;
      this.#wake();
    });
  }

  static async connectTo(port: number): Promise<ScriptedPeer> {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    return new ScriptedPeer(socket);
  }

  /** A port that hands its first connection to the result's `peer`. */
  static async listen(): Promise<{ port: number; peer: Promise<ScriptedPeer>; close: () => void }> {
    const server = createServer();
    const peer = once(server, 'connection').then(([socket]) => new ScriptedPeer(socket as Socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { port: address.port, peer, close: () => server.close() };
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next PDU; undefined when the connection closed instead. */
  async receive(): Promise<RawPdu | undefined> {
    for (;;) {
      const length = this.#received.length >= 6 ? this.#received.readUInt32BE(2) : Number.POSITIVE_INFINITY;
      if (this.#received.length >= 6 + length) {
        const pdu = { type: this.#received.readUInt8(0), body: Buffer.from(this.#received.subarray(6, 6 + length)) };
        this.#received = this.#received.subarray(6 + length);
        return pdu;
      }
      if (this.#over) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next command set as its elements' values by number of group 0000; data set PDVs are passed over. */
  async receiveCommand(): Promise<Map<number, Buffer>> {
    for (;;) {
      const pdu = await this.receive();
      if (pdu === undefined) throw new Error('closed instead of a command');
      if (pdu.type !== 4) throw new Error(`PDU ${pdu.type} instead of a command: ${pdu.body.toString('hex')}`);
      if ((pdu.body.readUInt8(5) & 1) === 1) return elements(pdu.body.subarray(6));
    }
  }

  /** The status of the next response. */
  async receiveStatus(): Promise<number> {
    return (await this.receiveCommand()).get(0x0900)?.readUInt16LE(0) ?? -1;
  }

  destroy(): void {
    this.socket.destroy();
  }
}

function elements(command: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let offset = 0; offset < command.length; ) {
    const length = command.readUInt32LE(offset + 4);
    found.set(command.readUInt16LE(offset + 2), command.subarray(offset + 8, offset + 8 + length));
    offset += 8 + length;
  }
  return found;
}

/** A PDU from its type and body. */
export function pdu(type: number, body: Uint8Array): Buffer {
  const header = Buffer.from([type, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
}

/** An item of the A-ASSOCIATE PDUs. */
export function item(type: number, body: Uint8Array | string): Buffer {
  const bytes = Buffer.from(body as string, 'latin1');
  return Buffer.concat([Buffer.from([type, 0, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** An A-ASSOCIATE-RQ; `contexts` lists id, abstract syntax, transfer syntax. */
export function associateRequest(
  contexts: readonly (readonly [number, string, string])[],
  userInformation: Buffer = Buffer.concat([item(0x51, hex('00004000')), item(0x52, '1.2.3')]),
): Buffer {
  const body = [
    hex('0001 0000 "CALLED          " "CALLING         "'),
    Buffer.alloc(32),
    item(0x10, '1.2.840.10008.3.1.1.1'),
    ...contexts.map(([id, abstractSyntax, transferSyntax]) =>
      item(0x20, Buffer.concat([Buffer.from([id, 0, 0, 0]), item(0x30, abstractSyntax), item(0x40, transferSyntax)])),
    ),
    item(0x50, userInformation),
  ];
  return pdu(1, Buffer.concat(body));
}

/** An A-ASSOCIATE-AC; `contexts` lists id, result, transfer syntax. */
export function associateAccept(
  contexts: readonly (readonly [number, number, string])[],
  userInformation: Buffer = Buffer.concat([item(0x51, hex('00004000')), item(0x52, '1.2.3')]),
): Buffer {
  const body = [
    hex('0001 0000 "CALLED          " "CALLING         "'),
    Buffer.alloc(32),
    item(0x10, '1.2.840.10008.3.1.1.1'),
    ...contexts.map(([id, result, transferSyntax]) =>
      item(0x21, Buffer.concat([Buffer.from([id, 0, result, 0]), item(0x40, transferSyntax)])),
    ),
    item(0x50, userInformation),
  ];
  return pdu(2, Buffer.concat(body));
}

/** A P-DATA-TF with one PDV; control: 1 = command, 2 = last. */
export function data(contextId: number, control: number, fragment: Uint8Array): Buffer {
  return pdu(4, pdv(contextId, control, fragment));
}

export function pdv(contextId: number, control: number, fragment: Uint8Array): Buffer {
  const header = Buffer.from([0, 0, 0, 0, contextId, control]);
  header.writeUInt32BE(fragment.length + 2, 0);
  return Buffer.concat([header, fragment]);
}

/** A command set from element numbers and values: number = US, string = text padded to even. */
export function command(values: Readonly<Record<number, number | string>>): Buffer {
  const parts = Object.entries(values).map(([number, value]) => {
    const bytes = typeof value === 'number' ? Buffer.from([value & 0xff, value >> 8]) : Buffer.from(value, 'latin1');
    const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    const header = Buffer.alloc(8);
    header.writeUInt16LE(Number(number), 2);
    header.writeUInt32LE(padded.length, 4);
    return Buffer.concat([header, padded]);
  });
  const all = Buffer.concat(parts);
  const groupLength = hex('0000 0000 04000000 00000000');
  groupLength.writeUInt32LE(all.length, 8);
  return Buffer.concat([groupLength, all]);
}

export const echoRequest = (messageId: number) =>
  command({ 2: VERIFICATION, 256: 0x0030, 272: messageId, 2048: 0x0101 });

export const storeRequest = (messageId: number, sopInstanceUid = '1.2.3.4') =>
  command({
    2: CT_STORAGE,
    256: 0x0001,
    272: messageId,
    1792: 0,
    2048: 0,
    4096: sopInstanceUid,
  });

export const findRequest = (messageId: number) =>
  command({ 2: STUDY_FIND, 256: 0x0020, 272: messageId, 1792: 0, 2048: 0 });

export const cancelRequest = (messageId: number) => command({ 256: 0x0fff, 288: messageId, 2048: 0x0101 });

export const RELEASE_REQUEST = hex('0500 00000004 00000000');
export const RELEASE_REPLY = hex('0600 00000004 00000000');
export const USER_ABORT = hex('0700 00000004 00000000');
