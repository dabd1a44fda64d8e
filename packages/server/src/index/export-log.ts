import type { Level } from '../model/level.ts';

/** A resource that was sent away, as `/exports` tells of it. Identifiers below its level are undefined. */
export interface NewExport {
  readonly level: Level;
  readonly publicId: string;
  /** Symbolic name of the modality or the peer. */
  readonly remote: string;
  readonly patientId: string;
  readonly studyInstanceUid: string | undefined;
  readonly seriesInstanceUid: string | undefined;
  readonly sopInstanceUid: string | undefined;
  /** `YYYYMMDDTHHMMSS`, UTC. */
  readonly date: string;
}

export interface LoggedExport extends NewExport {
  readonly sequence: number;
}

export interface ExportQuery {
  readonly since: number;
  readonly limit: number;
  /** Only the newest entries. */
  readonly newest?: boolean;
}

export interface ExportPage {
  readonly exports: readonly LoggedExport[];
  /** Whether nothing is left after these. */
  readonly done: boolean;
}

/** What was sent away (`LogExportedResources`). Numbers are in the order of commits, and never given twice. */
export interface ExportLog {
  logExports(exports: readonly NewExport[]): Promise<void>;
  listExports(query: ExportQuery): Promise<ExportPage>;
  deleteExports(): Promise<void>;
}
