import { IsocenterError } from '../model/isocenter-error.ts';
import { depthOf, type Level, levels } from '../model/level.ts';
import { identifierTags } from '../model/main-tags.ts';

/** What becomes of the identifier of one level. */
export type IdentifierRule =
  | { readonly kind: 'keep' }
  /** A new one, the same for everything that had the same one before. */
  | { readonly kind: 'new' }
  | { readonly kind: 'replace'; readonly value: string };

export type IdentifierPlan = Readonly<Record<Level, IdentifierRule>>;

/** What a client asks for, as far as identifiers are concerned. */
export interface IdentifierWishes {
  readonly isAnonymization: boolean;
  /** The level that is modified: below it every identifier is new. */
  readonly level: Level;
  readonly kept: ReadonlySet<Level>;
  readonly replaced: ReadonlyMap<Level, string>;
}

const keywords = {
  Patient: 'PatientID',
  Study: 'StudyInstanceUID',
  Series: 'SeriesInstanceUID',
  Instance: 'SOPInstanceUID',
} as const satisfies Record<Level, string>;

/** The level whose identifier a tag is. */
export function levelOfIdentifier(tag: number): Level | undefined {
  return levels.find((level) => identifierTags[level] === tag);
}

/**
 * New identifiers from the modified level on, and below every one that is replaced: what hangs below another parent is
 * another resource. Anonymization gives new ones at all levels.
 */
export function planIdentifiers({ isAnonymization, kept, level, replaced }: IdentifierWishes): IdentifierPlan {
  let isNewBelow = isAnonymization;
  const ruleOf = (of: Level): IdentifierRule => {
    // A patient is modified in place unless a number is given.
    if (of !== 'Patient' && depthOf(of) >= depthOf(level)) isNewBelow = true;
    const value = replaced.get(of);
    if (value !== undefined) {
      isNewBelow = true;
      return { kind: 'replace', value };
    }
    return kept.has(of) || !isNewBelow ? { kind: 'keep' } : { kind: 'new' };
  };
  // From the top: each rule depends on those above it.
  const [Patient, Study, Series, Instance] = [ruleOf('Patient'), ruleOf('Study'), ruleOf('Series'), ruleOf('Instance')];
  return { Patient, Study, Series, Instance };
}

/**
 * Touching an identifier may make two resources one, so a client has to insist on it.
 * @throws IsocenterError BadRequest
 */
export function requireForce(level: Level, action: 'kept' | 'replaced' | 'removed', force: boolean): void {
  if (force) return;
  const keyword = keywords[level];
  throw new IsocenterError('BadRequest', `For ${keyword} to be ${action}, the field Force must be true`);
}

/** Whether all UIDs stay: what is modified takes the place of its source, unless the patient is another one. */
export function keepsAllUids(plan: IdentifierPlan): boolean {
  return plan.Study.kind === 'keep' && plan.Series.kind === 'keep' && plan.Instance.kind === 'keep';
}
