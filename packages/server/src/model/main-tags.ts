import { DataDictionary, formatTag, type Tag } from '@isocenter/dicom';
import { type Level, levels } from './level.ts';

/** A tag in the form under which tags are stored and shown: `gggg,eeee` in lower case. */
export type TagKey = string;

/** Values of main DICOM tags: text decoded to Unicode, several values joined by backslash. */
export type TagValues = Readonly<Record<TagKey, string>>;

/** The tags kept in the index by default (Orthanc's lists, so that signatures and answers are the same). */
const defaultMainTags = {
  Patient: [0x00100010, 0x00100020, 0x00100030, 0x00100040, 0x00101000],
  Study: [
    0x00080020, 0x00080030, 0x00080050, 0x00080080, 0x00080090, 0x00080201, 0x00081030, 0x0020000d, 0x00200010,
    0x00321032, 0x00321060,
  ],
  Series: [
    0x00080021, 0x00080031, 0x00080060, 0x00080070, 0x00080201, 0x00081010, 0x0008103e, 0x00081070, 0x00180010,
    0x00180015, 0x00180024, 0x00181030, 0x00181090, 0x00181400, 0x0020000e, 0x00200011, 0x00200037, 0x00200105,
    0x00201002, 0x00400244, 0x00400245, 0x00400254, 0x00400275, 0x00540081, 0x00540101, 0x00541000,
  ],
  Instance: [
    0x00080012, 0x00080013, 0x00080018, 0x00200012, 0x00200013, 0x00200032, 0x00200037, 0x00200100, 0x00204000,
    0x00280008, 0x00541330,
  ],
} as const satisfies Record<Level, readonly Tag[]>;

/** Tags that are both identifier and mandatory key of their level. */
export const identifierTags = {
  Patient: 0x00100020,
  Study: 0x0020000d,
  Series: 0x0020000e,
  Instance: 0x00080018,
} as const satisfies Record<Level, Tag>;

/** The same as keys of the values that the index keeps. */
export const identifierKeys = {
  Patient: '0010,0020',
  Study: '0020,000d',
  Series: '0020,000e',
  Instance: '0008,0018',
} as const satisfies Record<Level, TagKey>;

/** Which tags the index keeps at which level: the defaults and those of `ExtraMainDicomTags`. */
export class MainTags {
  readonly #tags: Readonly<Record<Level, ReadonlySet<Tag>>>;
  readonly #sequences: Readonly<Record<Level, ReadonlySet<Tag>>>;
  readonly #signatures: Readonly<Record<Level, string>>;
  /** Every main tag of any level: what a reader of headers has to collect. */
  readonly all: ReadonlySet<Tag>;

  constructor(extra: Partial<Readonly<Record<Level, readonly Tag[]>>> = {}) {
    const ofLevel = (level: Level) => new Set<Tag>([...defaultMainTags[level], ...(extra[level] ?? [])]);
    this.#tags = {
      Patient: ofLevel('Patient'),
      Study: ofLevel('Study'),
      Series: ofLevel('Series'),
      Instance: ofLevel('Instance'),
    };
    const sequencesAmong = (level: Level) => new Set([...this.#tags[level]].filter(isSequence));
    this.#sequences = {
      Patient: sequencesAmong('Patient'),
      Study: sequencesAmong('Study'),
      Series: sequencesAmong('Series'),
      Instance: sequencesAmong('Instance'),
    };
    this.all = new Set(levels.flatMap((level) => [...this.#tags[level]]));
    const signature = (level: Level) => [...this.#tags[level]].map(formatTag).sort().join(';');
    this.#signatures = {
      Patient: signature('Patient'),
      Study: signature('Study'),
      Series: signature('Series'),
      Instance: signature('Instance'),
    };
  }

  of(level: Level): ReadonlySet<Tag> {
    return this.#tags[level];
  }

  /** Those of a level that are sequences: they are kept apart from the others, in a metadata. */
  sequencesOf(level: Level): ReadonlySet<Tag> {
    return this.#sequences[level];
  }

  /** Sorted hex tags joined by `;`: tells which resources were stored with which list. */
  signature(level: Level): string {
    return this.#signatures[level];
  }

  /** The topmost level that keeps `tag`, or undefined when the index does not have it. */
  levelOf(tag: Tag): Level | undefined {
    return levels.find((level) => this.#tags[level].has(tag));
  }
}

function isSequence(tag: Tag): boolean {
  return DataDictionary.standard.vrOf(tag) === 'SQ';
}
