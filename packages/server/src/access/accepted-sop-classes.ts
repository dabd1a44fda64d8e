import { sopClassOf, storageSopClasses } from '@isocenter/dicom';
import type { Configuration } from '../config/options.ts';
import { matchesPattern } from './uid-pattern.ts';

/** The SOP classes that the server knows. */
export interface SopClassCatalogue {
  /** UIDs of the storage SOP classes. */
  readonly storage: readonly string[];
  /** Whether the UID is any SOP class of the standard, storage or not. */
  isKnown(uid: string): boolean;
}

const standardCatalogue: SopClassCatalogue = {
  storage: storageSopClasses.map(({ uid }) => uid),
  isKnown: (uid) => sopClassOf(uid) !== undefined,
};

export type AcceptedSopClassesOptions = Pick<
  Configuration,
  'AcceptedSopClasses' | 'RejectedSopClasses' | 'UnknownSopClassAccepted'
>;

/** The storage SOP classes that a server takes in. */
export interface SopClassRules {
  /** The accepted ones that can be listed. */
  readonly uids: ReadonlySet<string>;
  accepts(uid: string): boolean;
}

/**
 * Patterns choose among the known storage classes; a class that is not known is accepted when it is listed in full or
 * when `UnknownSopClassAccepted` is on. What `RejectedSopClasses` matches is refused in every case.
 */
export function acceptedSopClasses(
  configuration: AcceptedSopClassesOptions,
  catalogue: SopClassCatalogue = standardCatalogue,
): SopClassRules {
  const {
    AcceptedSopClasses: patterns = [],
    RejectedSopClasses: rejected = [],
    UnknownSopClassAccepted,
  } = configuration;
  const isRejected = (uid: string): boolean => rejected.some((pattern) => matchesPattern(uid, pattern));
  const matched = catalogue.storage.filter(
    (uid) => patterns.length === 0 || patterns.some((pattern) => matchesPattern(uid, pattern)),
  );
  const listedInFull = patterns.filter((pattern) => !/[*?]/.test(pattern) && !catalogue.isKnown(pattern));
  const uids = new Set([...matched, ...listedInFull].filter((uid) => !isRejected(uid)));
  return {
    uids,
    accepts: (uid) => uids.has(uid) || (UnknownSopClassAccepted && !catalogue.isKnown(uid) && !isRejected(uid)),
  };
}
