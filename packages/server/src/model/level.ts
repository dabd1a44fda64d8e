/** The four levels of the DICOM hierarchy, under the names that the REST API shows. Top first. */
export const levels = ['Patient', 'Study', 'Series', 'Instance'] as const;

export type Level = (typeof levels)[number];

/** The levels that have children. */
export type ParentLevel = Exclude<Level, 'Instance'>;

/** Plural forms: the first path segment of a resource's route. */
export const levelRoutes = {
  Patient: 'patients',
  Study: 'studies',
  Series: 'series',
  Instance: 'instances',
} as const satisfies Record<Level, string>;

/** Values of Query/Retrieve Level (0008,0052), PS3.4 C.6. */
export const queryRetrieveLevels = {
  PATIENT: 'Patient',
  STUDY: 'Study',
  SERIES: 'Series',
  IMAGE: 'Instance',
} as const satisfies Record<string, Level>;

const termsByLevel = { Patient: 'PATIENT', Study: 'STUDY', Series: 'SERIES', Instance: 'IMAGE' } as const;

/** The value of Query/Retrieve Level of a level. */
export function levelTerm(level: Level): keyof typeof queryRetrieveLevels {
  return termsByLevel[level];
}

/** 0 for a patient to 3 for an instance; also the number under which the level is stored. */
export function depthOf(level: Level): number {
  return levels.indexOf(level);
}

export function parentOf(level: Level): Level | undefined {
  return levels[depthOf(level) - 1];
}

export function childOf(level: Level): Level | undefined {
  return levels[depthOf(level) + 1];
}

/** The levels above `level`, nearest first. */
export function ancestorsOf(level: Level): readonly Level[] {
  return levels.slice(0, depthOf(level)).reverse();
}

/** Reads a level as users write it: any case, singular or plural, `Image` for an instance; undefined when it is none. */
export function parseLevel(text: string): Level | undefined {
  switch (text.toLowerCase()) {
    case 'patient':
    case 'patients':
      return 'Patient';
    case 'study':
    case 'studies':
      return 'Study';
    case 'series':
      return 'Series';
    case 'instance':
    case 'instances':
    case 'image':
    case 'images':
      return 'Instance';
    default:
      return undefined;
  }
}
