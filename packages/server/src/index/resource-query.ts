import type { Tag } from '@isocenter/dicom';
import type { Level } from '../model/level.ts';
import type { TagValues } from '../model/main-tags.ts';
import type { Metadata } from '../model/metadata.ts';
import type { Attachment } from './records.ts';

/** A condition on a main DICOM tag; but for `present` it holds for no resource in which the tag is absent or empty (PS3.4 C.2.2.2). */
export type TagCondition = {
  /** The level that keeps the tag: that of the query or one above. */
  readonly level: Level;
  readonly tag: Tag;
  /** Compare the folded forms (case and accents do not matter). Values and patterns come folded already. */
  readonly folded: boolean;
} & (
  | { readonly kind: 'any-of'; readonly values: readonly string[] }
  /** `*` any run, `?` one character; any pattern may match. */
  | { readonly kind: 'wildcard'; readonly patterns: readonly string[] }
  /** The tag is there, whatever its value. */
  | { readonly kind: 'present' }
  /** Compared as text, both ends included; a value that begins with `to` is still within (10 covers 10:59:59). */
  | { readonly kind: 'range'; readonly from: string | undefined; readonly to: string | undefined }
);

/** A condition that is no tag of the resource itself. */
export type DerivedCondition =
  /** Some series of the study has one of the modalities (exact). */
  | { readonly kind: 'modalities-in-study'; readonly values: readonly string[] }
  /** Some instance of the study has one of the classes. */
  | { readonly kind: 'sop-classes-in-study'; readonly values: readonly string[] }
  /** NumberOf…Related…: how many descendants of `counted` the ancestor-or-self at `of` has. */
  | { readonly kind: 'related-count'; readonly of: Level; readonly counted: Level; readonly value: number }
  /** The resource is, or is a descendant of, the one with this public id. */
  | { readonly kind: 'within'; readonly level: Level; readonly publicId: string }
  | { readonly kind: 'public-ids'; readonly values: readonly string[] }
  /** The resource is one of these, within one of them, or above one of them, whatever their levels. */
  | { readonly kind: 'family'; readonly publicIds: readonly string[] }
  /** Normalized identifier (`normalizeIdentifier`) of the level: PatientID, Study/Series Instance UID, SOP Instance UID. */
  | { readonly kind: 'identifier'; readonly level: Level; readonly values: readonly string[] }
  /** Normalized Accession Number of the study. */
  | { readonly kind: 'accession-number'; readonly values: readonly string[] }
  /** Of no labels, `All` and `Any` say nothing; `None` says that the resource has no label at all. */
  | { readonly kind: 'labels'; readonly constraint: 'All' | 'Any' | 'None'; readonly labels: readonly string[] }
  | {
      readonly kind: 'metadata';
      readonly name: number;
      readonly patterns: readonly string[];
      readonly folded: boolean;
    };

export type ResourceCondition =
  | (TagCondition & { readonly derived?: false })
  | (DerivedCondition & { readonly derived: true });

export type ResourceOrder =
  | { readonly by: 'public-id'; readonly descending?: boolean }
  | {
      readonly by: 'tag';
      readonly tag: Tag;
      readonly level: Level;
      readonly as: 'text' | 'integer' | 'float';
      readonly descending?: boolean;
    }
  | {
      readonly by: 'metadata';
      readonly name: number;
      readonly as: 'text' | 'integer' | 'float';
      readonly descending?: boolean;
    }
  /** Parents first by their own order, instances by IndexInSeries: the order in which a retrieve sends. */
  | { readonly by: 'retrieve' };

/** Which resources, in what order, and what of each is wanted. */
export interface ResourceQuery {
  readonly level: Level;
  readonly conditions: readonly ResourceCondition[];
  readonly order: readonly ResourceOrder[];
  readonly offset?: number;
  readonly limit?: number;
  readonly want: WantedParts;
}

/** Parts of a resource that cost extra; what is not wanted is not read. */
export interface WantedParts {
  readonly tags?: boolean;
  /** Main tags of these levels above too. */
  readonly ancestorTags?: readonly Level[];
  /** Of the metadata, `MainDicomSequences` alone. */
  readonly mainSequences?: boolean;
  readonly parent?: boolean;
  readonly children?: boolean;
  readonly metadata?: boolean;
  readonly attachments?: boolean;
  readonly labels?: boolean;
  readonly counts?: boolean;
  readonly modalitiesInStudy?: boolean;
  readonly sopClassesInStudy?: boolean;
  /** The DICOM file of one instance of the resource, to read what the index does not keep. */
  readonly oneInstance?: boolean;
}

export interface ResourceRecord {
  readonly level: Level;
  readonly publicId: string;
  readonly tags?: TagValues;
  readonly ancestorTags?: Partial<Readonly<Record<Level, TagValues>>>;
  /** JSON, see `tag-json/main-sequences.ts`; absent when there is none. */
  readonly mainSequences?: string;
  readonly parent?: string;
  /** Public ids of the children, in the order of their public ids. */
  readonly children?: readonly string[];
  readonly metadata?: Metadata;
  readonly attachments?: readonly Attachment[];
  readonly labels?: readonly string[];
  readonly isStable?: boolean;
  readonly isProtected?: boolean;
  /** `YYYYMMDDTHHMMSS` of the last instance stored or deleted below; absent for instances. */
  readonly lastUpdate?: string;
  /** Descendants by level, when counts are wanted. */
  readonly counts?: Partial<Readonly<Record<Level, number>>>;
  readonly modalitiesInStudy?: readonly string[];
  readonly sopClassesInStudy?: readonly string[];
  readonly oneInstance?: {
    readonly publicId: string;
    readonly transferSyntaxUid: string;
    readonly attachment: Attachment;
  };
  /** Series only, with metadata wanted: IndexInSeries of the instances (null where unknown), for `Status`. */
  readonly indexesInSeries?: readonly (number | null)[];
  /** Instances only. */
  readonly indexInSeries?: number | null;
}
