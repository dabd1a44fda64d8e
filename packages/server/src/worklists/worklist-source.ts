import type { DataSet } from '@isocenter/dicom';

/** A worklist item (PS3.4 K.6): one scheduled procedure step, or several. */
export interface Worklist {
  readonly id: string;
  /** Milliseconds since 1970; undefined where nobody knows. */
  readonly createdAtMs: number | undefined;
  readonly dataSet: DataSet;
}

/** Where worklists are kept. */
export interface WorklistSource {
  /** In pages, so that few are in memory; those that cannot be read are left out. */
  list(): AsyncIterable<readonly Worklist[]>;
  get(id: string): Promise<Worklist | undefined>;
  /** Adds one, or replaces the one with this id. */
  put(worklist: Worklist): Promise<void>;
  /** Whether there was one. */
  delete(id: string): Promise<boolean>;
}
