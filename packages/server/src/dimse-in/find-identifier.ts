import {
  type DataDictionary,
  type DataElement,
  type DataSet,
  isGroupLength,
  isPrivate,
  isPrivateCreator,
  parseDataSet,
  Sequence,
  Tags,
  type TransferSyntax,
  type VR,
} from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, parseLevel } from '../model/level.ts';
import type { FindKey } from '../query/find-key.ts';

/** What the Identifier of a C-FIND request asks (PS3.4 C.4.1.1.3). */
export interface FindIdentifier {
  readonly level: Level;
  /** The level as the request writes it, to be echoed. */
  readonly levelText: string;
  /** In tag order; without what describes the request itself: level, character set, group lengths. */
  readonly keys: readonly FindKey[];
}

/** Elements in a request of some sense; more is an attempt to keep the server busy. */
const identifierLimits = { maxElements: 10_000, maxDepth: 16 } as const;

/** Describe the request, or stand for nothing that can be asked (groups 0000 to 0007). */
function isNoKey(tag: number): boolean {
  return (
    tag === Tags.SpecificCharacterSet || tag === Tags.QueryRetrieveLevel || isGroupLength(tag) || tag <= 0x0007ffff
  );
}

/**
 * Reads the keys of a C-FIND request of any information model.
 * @param characterSet terms to assume where it names none, joined by backslash
 * @throws IsocenterError BadFileFormat when it cannot be read
 */
export function readFindKeys(
  bytes: Uint8Array,
  transferSyntax: TransferSyntax,
  dictionary: DataDictionary,
  characterSet: string,
): readonly FindKey[] {
  return keysOf(readDataSet(bytes, transferSyntax, dictionary, characterSet), dictionary);
}

/**
 * Reads the Identifier of a C-FIND request.
 * @param characterSet terms to assume where it names none, joined by backslash
 * @throws IsocenterError BadFileFormat when it cannot be read, ParameterOutOfRange when the level is missing or unknown
 */
export function readFindIdentifier(
  bytes: Uint8Array,
  transferSyntax: TransferSyntax,
  dictionary: DataDictionary,
  characterSet: string,
): FindIdentifier {
  const dataSet = readDataSet(bytes, transferSyntax, dictionary, characterSet);
  const levelText = dataSet.text(Tags.QueryRetrieveLevel)?.trim() ?? '';
  // As lenient as the peer: any case, and the names that users have for the levels.
  const level = parseLevel(levelText);
  if (level === undefined) {
    throw new IsocenterError('ParameterOutOfRange', 'Query/Retrieve Level is missing or unknown');
  }
  return { level, levelText, keys: keysOf(dataSet, dictionary) };
}

function readDataSet(
  bytes: Uint8Array,
  transferSyntax: TransferSyntax,
  dictionary: DataDictionary,
  fallbackCharacterSet: string,
): DataSet {
  try {
    return parseDataSet(bytes, transferSyntax, { ...identifierLimits, dictionary, fallbackCharacterSet });
  } catch (error) {
    throw new IsocenterError('BadFileFormat', 'The Identifier is no data set', { cause: error });
  }
}

function keysOf(dataSet: DataSet, dictionary: DataDictionary): FindKey[] {
  const keys: FindKey[] = [];
  for (const element of dataSet) {
    if (!isNoKey(element.tag)) keys.push(keyOf(element, dataSet, dictionary));
  }
  return keys;
}

function keyOf(element: DataElement, dataSet: DataSet, dictionary: DataDictionary): FindKey {
  const { tag } = element;
  const privateCreator = isPrivate(tag) && !isPrivateCreator(tag) ? dataSet.privateCreatorOf(tag) : undefined;
  const block = privateCreator === undefined ? {} : { privateCreator };
  const vr = vrOf(element, dictionary, privateCreator);
  if (vr !== 'SQ') return { tag, vr, value: dataSet.textField(tag) ?? '', ...block };
  // Several items are beyond the standard; the first one counts.
  const [item] = dataSet.sequence(tag);
  return { tag, vr, keys: item === undefined ? [] : keysOf(item, dictionary), ...block };
}

/** The dictionary knows better than a requestor, but for VRs that depend on the instance. */
function vrOf({ tag, vr, value }: DataElement, dictionary: DataDictionary, privateCreator: string | undefined): VR {
  if (value instanceof Sequence) return 'SQ';
  const entry = dictionary.lookup(tag, privateCreator);
  if (entry === undefined || entry.ambiguousVrs?.includes(vr)) return vr;
  return entry.vr;
}
