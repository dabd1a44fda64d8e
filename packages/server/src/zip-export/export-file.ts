import type { StoredInstance } from '../index/records.ts';

/** One instance on its way into a ZIP. */
export interface ExportFile {
  /** Folders and name within the ZIP, joined by slashes. */
  readonly path: string;
  readonly instance: StoredInstance;
}
