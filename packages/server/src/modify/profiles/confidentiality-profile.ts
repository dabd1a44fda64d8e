import { groupOf, type Tag } from '@isocenter/dicom';
import { profile2017c } from './generated/profile-2017c.ts';
import { profile2021b } from './generated/profile-2021b.ts';
import { profile2023b } from './generated/profile-2023b.ts';
import { profile2008 } from './profile-2008.ts';

/** What happens to an attribute. */
export type ProfileAction = 'remove' | 'empty' | 'replaceUid';

/**
 * The actions of PS3.15 Table E.1-1a as the peer takes them: where the IOD would decide between two of them, an
 * attribute is emptied if it may have to be there (Z, D), and removed if it may be absent. Sequences of the last row are
 * kept for the references in them, which get new UIDs.
 */
const actions = {
  D: 'empty',
  U: 'replaceUid',
  X: 'remove',
  'X/D': 'remove',
  'X/Z': 'remove',
  'X/Z/D': 'remove',
  Z: 'empty',
  'Z/D': 'empty',
  'X/Z/U*': undefined,
} as const satisfies Readonly<Record<string, ProfileAction | undefined>>;

type ProfileTable = Readonly<Partial<Record<keyof typeof actions, readonly Tag[]>>>;

interface ProfileRow {
  readonly table: ProfileTable;
  /** The last rows of the table: (50xx,xxxx), (60xx,3000) and (60xx,4000) are removed. */
  readonly removesGraphics: boolean;
  /** What the method of de-identification is called after the edition. */
  readonly title: string;
}

const profiles = {
  '2008': { table: profile2008, removesGraphics: false, title: 'Table E.1-1' },
  '2017c': { table: profile2017c, removesGraphics: true, title: 'Table E.1-1 Basic Profile' },
  '2021b': { table: profile2021b, removesGraphics: true, title: 'Table E.1-1 Basic Profile' },
  '2023b': { table: profile2023b, removesGraphics: true, title: 'Table E.1-1 Basic Profile' },
} as const satisfies Readonly<Record<string, ProfileRow>>;

/** An edition of the standard whose profile is known. */
export type ProfileEdition = keyof typeof profiles;

export const profileEditions = Object.keys(profiles) as readonly ProfileEdition[];
export const defaultProfileEdition: ProfileEdition = '2023b';

export function isProfileEdition(text: string): text is ProfileEdition {
  return Object.hasOwn(profiles, text);
}

/** The Basic Application Level Confidentiality Profile of one edition (PS3.15 E.2). */
export class ConfidentialityProfile {
  /** For Deidentification Method (0012,0063). */
  readonly title: string;
  readonly #actions: ReadonlyMap<Tag, ProfileAction>;
  readonly #removesGraphics: boolean;

  constructor(edition: ProfileEdition) {
    const { removesGraphics, table, title }: ProfileRow = profiles[edition];
    this.title = `PS 3.15-${edition} ${title}`;
    this.#removesGraphics = removesGraphics;
    const actionsByTag = new Map<Tag, ProfileAction>();
    for (const [column, tags] of Object.entries(table)) {
      const action = actions[column as keyof typeof actions];
      if (action !== undefined) for (const tag of tags) actionsByTag.set(tag, action);
    }
    this.#actions = actionsByTag;
  }

  /** Undefined: the profile does not name the attribute. Private ones are not its business. */
  actionOf(tag: Tag): ProfileAction | undefined {
    const action = this.#actions.get(tag);
    if (action === undefined && this.#removesGraphics && isGraphics(tag)) return 'remove';
    return action;
  }
}

/** Curves, overlay data and overlay comments, in any of their repeating groups (PS3.5 7.6). */
function isGraphics(tag: Tag): boolean {
  const family = groupOf(tag) & 0xff00;
  const element = tag & 0xffff;
  if (family === 0x5000) return (groupOf(tag) & 1) === 0;
  return family === 0x6000 && (groupOf(tag) & 1) === 0 && (element === 0x3000 || element === 0x4000);
}
