/** What the operations of a SOP class are for. */
export type SopClassKind =
  | 'storage'
  | 'query-retrieve'
  | 'worklist'
  | 'storage-commitment'
  | 'procedure-step'
  | 'print'
  | 'verification'
  | 'other';

/** A SOP class of PS3.6 Table A-1. */
export interface SopClass {
  readonly uid: string;
  /** The UID keyword of PS3.6 Table A-1. */
  readonly keyword: string;
  readonly name: string;
  readonly kind: SopClassKind;
  readonly retired: boolean;
}

/** A SOP class in the tables, by its keyword. */
export type SopClassRow = readonly [uid: string, name: string, retired?: 'retired'];
