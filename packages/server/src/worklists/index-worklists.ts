import { encodeDataSetToBytes, parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import type { KeptWorklist, WorklistStore } from '../index/worklist-store.ts';
import type { Logger } from '../logging/logger.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Worklist, WorklistSource } from './worklist-source.ts';

/** Worklists read at a time. */
const pageSize = 50;

/** A worklist has some hundred attributes at most. */
const maxWorklistBytes = 1024 * 1024;

const keptSyntax = TransferSyntaxes.ExplicitVRLittleEndian;

/** Worklists in the index: all servers of it share them. */
export class IndexWorklists implements WorklistSource {
  readonly #store: WorklistStore;
  readonly #logger: Logger;

  constructor(store: WorklistStore, logger: Logger) {
    this.#store = store;
    this.#logger = logger;
  }

  async *list(): AsyncGenerator<readonly Worklist[]> {
    for (let after = ''; ; ) {
      const page = await this.#store.listWorklists(after, pageSize);
      const last = page.at(-1);
      if (last === undefined) return;
      yield page.map((kept) => this.#read(kept)).filter((worklist) => worklist !== undefined);
      after = last.id;
    }
  }

  async get(id: string): Promise<Worklist | undefined> {
    const kept = await this.#store.getWorklist(id);
    return kept && this.#read(kept);
  }

  async put({ createdAtMs = 0, dataSet, id }: Worklist): Promise<void> {
    const bytes = encodeDataSetToBytes(dataSet, keptSyntax);
    if (bytes.length > maxWorklistBytes) {
      throw new IsocenterError('BadRequest', `A worklist has ${maxWorklistBytes} bytes at most`);
    }
    await this.#store.putWorklist({ id, createdAtMs, bytes });
  }

  delete(id: string): Promise<boolean> {
    return this.#store.deleteWorklist(id);
  }

  #read({ bytes, createdAtMs, id }: KeptWorklist): Worklist | undefined {
    try {
      return { id, createdAtMs, dataSet: parseDataSet(bytes, keptSyntax) };
    } catch (error) {
      this.#logger.warn('A worklist in the index cannot be read', { worklist: id, error });
      return undefined;
    }
  }
}
