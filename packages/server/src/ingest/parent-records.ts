import type { DataDictionary, DataSet } from '@isocenter/dicom';
import type { Level, ParentLevel } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import type { Metadata } from '../model/metadata.ts';
import { mainSequencesText } from '../tag-json/main-sequences.ts';
import { aboveInstance, type HeaderAbove } from './instance-header.ts';

/** Metadata of the resources above an instance. */
export type MetadataAbove = Readonly<Record<ParentLevel, Metadata>>;

interface MadeFor {
  readonly remoteAet: string;
  readonly metadata: MetadataAbove;
}

/** Makes the metadata that comes with main tags; that of the resources above once for all instances that say the same. */
export class ParentRecords {
  readonly #mainTags: MainTags;
  readonly #dictionary: DataDictionary;
  readonly #made = new WeakMap<HeaderAbove, MadeFor>();

  constructor(mainTags: MainTags, dictionary: DataDictionary) {
    this.#mainTags = mainTags;
    this.#dictionary = dictionary;
  }

  /** The same object for the same `above` from the same sender. */
  metadataAbove(dataSet: DataSet, above: HeaderAbove, remoteAet: string): MetadataAbove {
    const made = this.#made.get(above);
    if (made?.remoteAet === remoteAet) return made.metadata;
    const { Patient, Series, Study } = aboveInstance((level) => this.tagMetadata(dataSet, level));
    const { expectedInstances } = above;
    const metadata: MetadataAbove = {
      Patient,
      Study,
      Series: {
        ...Series,
        RemoteAET: remoteAet,
        ...(expectedInstances === undefined ? {} : { ExpectedNumberOfInstances: String(expectedInstances) }),
      },
    };
    this.#made.set(above, { remoteAet, metadata });
    return metadata;
  }

  /** What every level has: which tags were kept, and those of them that are sequences. */
  tagMetadata(dataSet: DataSet, level: Level): Metadata {
    const sequences = mainSequencesText(dataSet, this.#mainTags.sequencesOf(level), this.#dictionary);
    return {
      MainDicomTagsSignature: this.#mainTags.signature(level),
      ...(sequences === undefined ? {} : { MainDicomSequences: sequences }),
    };
  }
}
