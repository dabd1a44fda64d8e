import type { Level } from '../model/level.ts';

/** The ways in which the archive is laid out as folders: the folders at the top. */
export const views = ['by-dates', 'by-patients', 'by-studies', 'by-uids'] as const;
export type View = (typeof views)[number];

/** What a path leads to. */
export type Node =
  | { readonly kind: 'root' }
  | { readonly kind: 'view'; readonly view: View }
  /** Studies of a year, or of a month of it. */
  | { readonly kind: 'year'; readonly year: string }
  | { readonly kind: 'month'; readonly month: string }
  | {
      readonly kind: 'resource';
      readonly view: View;
      readonly level: Exclude<Level, 'Instance'>;
      readonly publicId: string;
    }
  | { readonly kind: 'instance'; readonly publicId: string }
  /** What the REST API shows of a study or series. */
  | { readonly kind: 'document'; readonly level: 'Study' | 'Series'; readonly publicId: string }
  /** The folder that takes uploads, or what was put below it. */
  | { readonly kind: 'uploads'; readonly path: string };

/** A member of a folder. */
export interface Entry {
  readonly name: string;
  readonly node: Node;
  readonly isFolder: boolean;
  /** Of a file. */
  readonly sizeBytes?: number | undefined;
  readonly modifiedAt?: Date | undefined;
}
