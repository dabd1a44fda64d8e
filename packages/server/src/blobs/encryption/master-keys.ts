import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { format } from './encrypted-format.ts';

/** A master key by its number, and the file that has its 32 bytes in base64. */
export interface MasterKeyFile {
  readonly id: number;
  readonly path: string;
}

interface WrappedKey {
  readonly key: Uint8Array;
  readonly header: Uint8Array;
}

/** The keys that protect the key of each object: new ones are wrapped by the first, old ones go on being read. */
export class MasterKeys {
  readonly #current: number;
  readonly #keys: ReadonlyMap<number, Uint8Array>;

  private constructor(current: number, keys: ReadonlyMap<number, Uint8Array>) {
    this.#current = current;
    this.#keys = keys;
  }

  /** @throws IsocenterError `ParameterOutOfRange` when a file has no key, or two have the same number */
  static async read(current: MasterKeyFile, previous: readonly MasterKeyFile[]): Promise<MasterKeys> {
    const keys = new Map<number, Uint8Array>();
    for (const file of [current, ...previous]) {
      if (keys.has(file.id)) throw keyError(`There are two master keys with the number ${file.id}`);
      keys.set(file.id, await readKey(file));
    }
    return new MasterKeys(current.id, keys);
  }

  /** Makes a key for a new object, and the header that keeps it. */
  newKey(uuid: string): WrappedKey {
    const key = randomBytes(format.keyBytes);
    const preamble = Buffer.alloc(format.preambleBytes);
    format.magic.copy(preamble);
    preamble[format.magic.length] = format.version;
    preamble.writeUInt32BE(this.#current, 8);
    const nonce = randomBytes(format.nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#master(this.#current, uuid), nonce);
    cipher.setAAD(boundTo(preamble, uuid));
    const wrapped = [cipher.update(key), cipher.final(), cipher.getAuthTag()];
    return { key, header: Buffer.concat([preamble, nonce, ...wrapped]) };
  }

  /** @throws IsocenterError `CorruptedFile` when the object is not encrypted, or not with a key of ours */
  keyOf(header: Uint8Array, uuid: string): Uint8Array {
    const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
    const { headerBytes, magic, nonceBytes, preambleBytes, tagBytes, version } = format;
    if (
      bytes.length < headerBytes ||
      !bytes.subarray(0, magic.length).equals(magic) ||
      bytes[magic.length] !== version
    ) {
      throw new IsocenterError('CorruptedFile', `The file ${uuid} is not encrypted as this server does it`);
    }
    const id = bytes.readUInt32BE(8);
    const nonceEnd = preambleBytes + nonceBytes;
    const decipher = createDecipheriv('aes-256-gcm', this.#master(id, uuid), bytes.subarray(preambleBytes, nonceEnd), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(boundTo(bytes.subarray(0, preambleBytes), uuid));
    decipher.setAuthTag(bytes.subarray(headerBytes - tagBytes, headerBytes));
    const key = decipher.update(bytes.subarray(nonceEnd, headerBytes - tagBytes));
    try {
      return Buffer.concat([key, decipher.final()]);
    } catch (cause) {
      const details = `The file ${uuid} was damaged, or encrypted with another master key of the number ${id}`;
      throw new IsocenterError('CorruptedFile', details, { cause });
    }
  }

  #master(id: number, uuid: string): Uint8Array {
    const key = this.#keys.get(id);
    if (key !== undefined) return key;
    const details = `The file ${uuid} is encrypted with the master key ${id}, which is not configured`;
    throw new IsocenterError('CorruptedFile', details);
  }
}

/** A key serves under the name it was made for: objects that are exchanged do not decrypt. */
function boundTo(preamble: Uint8Array, uuid: string): Uint8Array {
  return Buffer.concat([preamble, Buffer.from(uuid, 'latin1')]);
}

async function readKey({ id, path }: MasterKeyFile): Promise<Uint8Array> {
  const text = await readFile(path, 'latin1').catch((cause: unknown) => {
    throw keyError(`The file of the master key ${id} cannot be read: ${path}`, cause);
  });
  const base64 = text.replace(/\s+/g, '');
  const key = Buffer.from(base64, 'base64');
  if (key.length !== format.keyBytes || key.toString('base64') !== base64) {
    throw keyError(`The file of the master key ${id} must hold ${format.keyBytes} bytes in base64: ${path}`);
  }
  return key;
}

function keyError(details: string, cause?: unknown): IsocenterError {
  return new IsocenterError('ParameterOutOfRange', details, { cause });
}
