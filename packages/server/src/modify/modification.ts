import type { DataDictionary } from '@isocenter/dicom';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level } from '../model/level.ts';
import { type IdentifierPlan, levelOfIdentifier, planIdentifiers, requireForce } from './identifier-plan.ts';
import { ConfidentialityProfile, defaultProfileEdition, isProfileEdition } from './profiles/confidentiality-profile.ts';
import { isOwn, parseTagPath, type TagPath } from './tag-path.ts';

/** Tags that one request may name: more than the standard has. */
const maxNamedTags = 10_000;

/** What clients ask for, by the names of the REST API; jobs keep it as it is. */
export interface ModificationRequest {
  readonly Replace?: Readonly<Record<string, unknown>>;
  readonly Remove?: readonly string[];
  readonly Keep?: readonly string[];
  readonly RemovePrivateTags?: boolean;
  readonly KeepPrivateTags?: boolean;
  readonly PrivateCreator?: string;
  readonly DicomVersion?: string;
  readonly Force?: boolean;
  /** UID of a transfer syntax. */
  readonly Transcode?: string;
}

/** An attribute that is set. */
export interface Replacement {
  readonly path: TagPath;
  /** As JSON: text, null for no value, or objects of tags for the items of a sequence. */
  readonly value: unknown;
}

/** What is done to a data set. */
export interface Modification {
  readonly identifiers: IdentifierPlan;
  /** Those that the request wants to be gone; see {@link requireIdentifiers}. */
  readonly removedIdentifiers: ReadonlySet<Level>;
  /** Present in anonymization. */
  readonly profile: ConfidentialityProfile | undefined;
  readonly replacements: readonly Replacement[];
  readonly removals: readonly TagPath[];
  readonly kept: readonly TagPath[];
  readonly removesPrivate: boolean;
  /** The creator of private attributes whose block has none; empty: none is known. */
  readonly privateCreator: string;
  readonly transferSyntaxUid: string | undefined;
  readonly deidentificationMethod: string;
}

export interface ModificationContext {
  readonly dictionary: DataDictionary;
  /** `DefaultPrivateCreator`. */
  readonly privateCreator: string;
  /** Of this software, for Deidentification Method (0012,0063). */
  readonly version: string;
  /** `DefaultEncoding`: of data sets that do not say in which character set they are. */
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
}

export interface ModificationScope {
  readonly isAnonymization: boolean;
  /** The level that is modified. */
  readonly level: Level;
}

/**
 * Reads a request.
 * @throws IsocenterError BadRequest where Force is missing, UnknownDicomTag,
 *   ParameterOutOfRange for an edition that is not known
 */
export function readModification(
  request: ModificationRequest,
  { isAnonymization, level }: ModificationScope,
  { dictionary, privateCreator, version }: ModificationContext,
): Modification {
  const { Force = false, Keep = [], Remove = [], Replace = {} } = request;
  if (Keep.length + Remove.length + Object.keys(Replace).length > maxNamedTags) {
    throw new IsocenterError('ParameterOutOfRange', `A request names ${maxNamedTags} tags at most`);
  }
  const kept = Keep.map((text) => parseTagPath(text, dictionary));
  const removals = Remove.map((text) => parseTagPath(text, dictionary));
  const replacements = Object.entries(Replace).map(([text, value]) => ({
    path: parseTagPath(text, dictionary),
    value,
  }));
  const replacedIdentifiers = new Map<Level, string>();
  const removedIdentifiers = new Set<Level>();
  const keptIdentifiers = new Set<Level>();
  for (const path of kept) {
    const of = identifierLevelOf(path);
    if (of === undefined) continue;
    requireForce(of, 'kept', Force);
    keptIdentifiers.add(of);
  }
  for (const path of removals) {
    const of = identifierLevelOf(path);
    if (of === undefined) continue;
    requireForce(of, 'removed', Force);
    removedIdentifiers.add(of);
  }
  for (const { path, value } of replacements) {
    const of = identifierLevelOf(path);
    if (of === undefined) continue;
    requireForce(of, 'replaced', Force);
    replacedIdentifiers.set(of, identifierText(of, value));
  }
  const profile = isAnonymization ? profileOf(request.DicomVersion) : undefined;
  const isPlainProfile =
    kept.length === 0 && removals.length === 0 && replacements.length === 0 && request.KeepPrivateTags !== true;
  const method = `Orthanc ${version}`;
  return {
    identifiers: planIdentifiers({
      isAnonymization,
      level,
      kept: keptIdentifiers,
      replaced: replacedIdentifiers,
    }),
    removedIdentifiers,
    profile,
    replacements: replacements.filter(({ path }) => identifierLevelOf(path) === undefined),
    removals: removals.filter((path) => identifierLevelOf(path) === undefined),
    kept,
    removesPrivate: isAnonymization ? request.KeepPrivateTags !== true : request.RemovePrivateTags === true,
    privateCreator: request.PrivateCreator ?? privateCreator,
    transferSyntaxUid: request.Transcode,
    deidentificationMethod: profile !== undefined && isPlainProfile ? `${method} - ${profile.title}` : method,
  };
}

/**
 * No data set is stored without its identifiers. The peer finds that out when a job runs, and clients count on a job
 * that fails.
 * @throws IsocenterError BadRequest
 */
export function requireIdentifiers({ removedIdentifiers }: Modification): void {
  if (removedIdentifiers.size === 0) return;
  throw new IsocenterError(
    'BadRequest',
    `Every instance has an identifier of its ${[...removedIdentifiers].join(', ')}`,
  );
}

/** The level whose identifier a path names: the data set's own, none in an item. */
export function identifierLevelOf({ steps, target }: TagPath): Level | undefined {
  return steps.length === 0 ? levelOfIdentifier(target.tag) : undefined;
}

/** Whether the request says what becomes of an attribute of the data set itself. */
export function isNamed({ kept, removals, replacements }: Modification, tag: number): boolean {
  return [...kept, ...removals, ...replacements.map(({ path }) => path)].some((path) => isOwn(path, tag));
}

function profileOf(edition: string = defaultProfileEdition): ConfidentialityProfile {
  if (isProfileEdition(edition)) return new ConfidentialityProfile(edition);
  throw new IsocenterError('ParameterOutOfRange', `No profile is known of the edition ${edition} of the standard`);
}

function identifierText(level: Level, value: unknown): string {
  const text = value === null ? '' : value;
  if (typeof text !== 'string') throw new IsocenterError('BadParameterType', 'An identifier must be a string');
  if (level !== 'Patient' && text.trim() === '') {
    throw new IsocenterError('BadFileFormat', 'No instance is without its UIDs');
  }
  return text;
}
