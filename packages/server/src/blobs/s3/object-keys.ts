import { checkListPrefix, isUuid } from '../../index/blob-names.ts';
import type { KeyLayout } from './s3-settings.ts';

const uuidLength = 36;

/**
 * Keys of objects, as the peer's plugin makes them for DICOM files (`StorageStructure`, `RootPath`). The name alone does
 * not tell what a blob is, so that everything is called as a DICOM file.
 */
export class ObjectKeys {
  readonly #folder: string;
  readonly #structure: KeyLayout['structure'];
  readonly #suffix: string;

  constructor({ encrypted, rootPath, structure }: KeyLayout) {
    this.#folder = rootPath === '' ? '' : `${rootPath}/`;
    this.#structure = structure;
    this.#suffix = structure === 'legacy' ? '' : encrypted ? '.dcm.enc' : '.dcm';
  }

  /** Undefined when it is not a UUID: only names of our form lead into the bucket. */
  keyOf(uuid: string): string | undefined {
    return isUuid(uuid) ? this.#start(uuid) + this.#suffix : undefined;
  }

  /** @throws IsocenterError `ParameterOutOfRange` */
  keyPrefix(uuidPrefix: string): string {
    checkListPrefix(uuidPrefix);
    return this.#start(uuidPrefix);
  }

  /** Undefined when the object is none of ours. */
  uuidOf(key: string): string | undefined {
    const end = key.length - this.#suffix.length;
    const uuid = key.slice(Math.max(0, end - uuidLength), end);
    return this.keyOf(uuid) === key ? uuid : undefined;
  }

  #start(uuid: string): string {
    const folders = this.#structure === 'legacy' ? `${uuid.slice(0, 2)}/${uuid.slice(2, 4)}/` : '';
    return this.#folder + folders + uuid;
  }
}
