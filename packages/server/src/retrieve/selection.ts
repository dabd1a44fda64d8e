import { type DataSet, Tags } from '@isocenter/dicom';
import type { IndexStore } from '../index/index-store.ts';
import type { ResourceCondition } from '../index/resource-query.ts';
import { ancestorsOf, type Level, parseLevel } from '../model/level.ts';
import { identifierKeys, identifierTags } from '../model/main-tags.ts';
import { normalizeIdentifier } from '../model/text-form.ts';

/**
 * The three Query/Retrieve information models and the levels that each retrieves (PS3.4 C.6). Study Root has no PATIENT
 * by the standard; it is taken as in C-FIND, because the peer retrieves patients in no other model.
 */
export const retrieveModels = {
  PatientRoot: ['Patient', 'Study', 'Series', 'Instance'],
  StudyRoot: ['Patient', 'Study', 'Series', 'Instance'],
  PatientStudyOnly: ['Patient', 'Study'],
} as const satisfies Record<string, readonly Level[]>;

export type RetrieveModel = keyof typeof retrieveModels;

/** What a retrieve identifier asks for. */
export interface RetrieveKeys {
  readonly level: Level;
  /** Set at study level when Accession Number selects instead of Study Instance UID. */
  readonly byAccessionNumber: boolean;
  /** Values of the unique key, as given and in order. */
  readonly values: readonly string[];
  /** Unique keys of the levels above that were given too. */
  readonly ancestors: readonly { readonly level: Level; readonly value: string }[];
  /** What is selected has to be below them. */
  readonly isWithinAncestors: boolean;
}

export type RetrieveKeysError =
  | 'unknown level'
  | 'level not in the model'
  | 'unique key missing'
  | 'wildcard in a unique key';

/** How to read an identifier where the peer is more lenient than the standard. */
export interface RetrieveKeysOptions {
  readonly model: RetrieveModel;
  /** Any level under any model, and no check of the keys above (the peer's way). */
  readonly lenient: boolean;
}

/**
 * Reads the Identifier of a C-MOVE or C-GET (PS3.4 C.4.2.2.1). A missing level is deduced from the keys present,
 * lowest first; Accession Number selects studies when it has a value.
 */
export function readRetrieveKeys(identifier: DataSet, options: RetrieveKeysOptions): RetrieveKeys | RetrieveKeysError {
  const levelText = identifier.text(Tags.QueryRetrieveLevel) ?? '';
  const level = levelText === '' ? deducedLevel(identifier) : parseLevel(levelText);
  if (level === undefined) return levelText === '' ? 'unique key missing' : 'unknown level';
  const allowed: readonly Level[] = retrieveModels[options.model];
  if (!options.lenient && !allowed.includes(level)) return 'level not in the model';

  const accessionNumbers = level === 'Study' ? valuesOf(identifier, Tags.AccessionNumber) : [];
  const byAccessionNumber = accessionNumbers.length > 0;
  const values = byAccessionNumber ? accessionNumbers : valuesOf(identifier, identifierTags[level]);
  if (values.length === 0) return 'unique key missing';
  if (values.some((value) => /[*?]/.test(value))) return 'wildcard in a unique key';
  const ancestors = ancestorKeys(identifier, level);
  return { level, byAccessionNumber, values, ancestors, isWithinAncestors: !options.lenient };
}

/** Public ids of what the keys select, in the order of the list; values that select nothing are skipped. */
export async function selectResources(index: IndexStore, keys: RetrieveKeys): Promise<readonly string[]> {
  const wanted = [...new Set(keys.values.map(normalizeIdentifier))];
  const ancestors = keys.isWithinAncestors ? keys.ancestors : [];
  const conditions: ResourceCondition[] = ancestors.map(({ level, value }) => ({
    derived: true,
    kind: 'identifier',
    level,
    values: [normalizeIdentifier(value)],
  }));
  conditions.push(
    keys.byAccessionNumber
      ? { derived: true, kind: 'accession-number', values: wanted }
      : { derived: true, kind: 'identifier', level: keys.level, values: wanted },
  );
  const tag = keys.byAccessionNumber ? '0008,0050' : identifierKeys[keys.level];
  const found: { readonly publicId: string; readonly rank: number }[] = [];
  const pages = index.findResources({
    level: keys.level,
    conditions,
    order: [{ by: 'public-id' }],
    want: { tags: true },
  });
  for await (const page of pages) {
    for (const { publicId, tags } of page) {
      found.push({ publicId, rank: wanted.indexOf(normalizeIdentifier(tags?.[tag] ?? '')) });
    }
  }
  return found.sort((left, right) => left.rank - right.rank).map(({ publicId }) => publicId);
}

/** The lowest level whose key is present; a key that is present but empty counts, and is then found missing. */
function deducedLevel(identifier: DataSet): Level | undefined {
  if (identifier.has(Tags.SOPInstanceUID)) return 'Instance';
  if (identifier.has(Tags.SeriesInstanceUID)) return 'Series';
  if (identifier.has(Tags.AccessionNumber) || identifier.has(Tags.StudyInstanceUID)) return 'Study';
  return identifier.has(Tags.PatientID) ? 'Patient' : undefined;
}

function ancestorKeys(identifier: DataSet, level: Level): { level: Level; value: string }[] {
  return ancestorsOf(level).flatMap((ancestor) => {
    const value = identifier.text(identifierTags[ancestor]);
    return value === undefined || value === '' ? [] : [{ level: ancestor, value }];
  });
}

function valuesOf(identifier: DataSet, tag: number): readonly string[] {
  return identifier.texts(tag).filter((value) => value !== '');
}
