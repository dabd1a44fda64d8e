import { type DataElement, DataSet, Tags, vrTable } from '@isocenter/dicom';
import { extendedRecordKeys, instanceRecordKeys, levelRecordKeys, type RecordKey } from './record-keys.ts';
import { recordTypeOf } from './record-types.ts';

/** What a record says of the file that it stands for. */
export interface ReferencedFile {
  /** Components of the File ID (PS3.10 8.2). */
  readonly fileId: readonly string[];
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

/** The record of the patient, study or series of an instance, made of what the instance says. */
export function levelRecord(type: keyof typeof levelRecordKeys, instance: DataSet, extended: boolean): DataSet {
  const keys: readonly RecordKey[] = [...levelRecordKeys[type], ...(extended ? extendedRecordKeys[type] : [])];
  return withKeys(beginRecord(type), keys, instance);
}

/** The record of an instance. */
export function instanceRecord(instance: DataSet, file: ReferencedFile): DataSet {
  const type = recordTypeOf(file.sopClassUid, instance.has(Tags.Rows));
  const record = beginRecord(type);
  // PS3.3 F.6.1: whose private record it is.
  if (type === 'PRIVATE') record.set(Tags.PrivateRecordUID, 'UI', file.sopClassUid);
  record.set(Tags.ReferencedFileID, 'CS', file.fileId);
  record.set(Tags.ReferencedSOPClassUIDInFile, 'UI', file.sopClassUid);
  record.set(Tags.ReferencedSOPInstanceUIDInFile, 'UI', file.sopInstanceUid);
  record.set(Tags.ReferencedTransferSyntaxUIDInFile, 'UI', file.transferSyntaxUid);
  return withKeys(record, instanceRecordKeys[type], instance);
}

/** Links are 0 until all records are known; they stand first, so that their places in the encoded record are fixed. */
function beginRecord(type: string): DataSet {
  const record = new DataSet();
  record.set(Tags.OffsetOfTheNextDirectoryRecord, 'UL', 0);
  record.set(Tags.RecordInUseFlag, 'US', 0xffff);
  record.set(Tags.OffsetOfReferencedLowerLevelDirectoryEntity, 'UL', 0);
  return record.set(Tags.DirectoryRecordType, 'CS', type);
}

/**
 * Values are copied as they are encoded, and the character set that they are encoded in goes with them. Only Latin
 * letters lose their accents: many readers of directories, the peer's own among them, know the default repertoire alone.
 */
function withKeys(record: DataSet, keys: readonly RecordKey[], instance: DataSet): DataSet {
  const characterSet = instance.get(Tags.SpecificCharacterSet);
  if (characterSet !== undefined && keys.length > 0) record.setElement(asKnown(characterSet, 'CS'));
  for (const { keyword, substitute, type, vr } of keys) {
    const tag = Tags[keyword];
    const element = instance.get(tag);
    const isKnown = element !== undefined && hasValue(instance, element);
    const plain = isKnown ? withoutAccents(instance, element) : undefined;
    if (plain !== undefined) record.set(tag, vr, plain);
    else if (isKnown) record.setElement(asKnown(element, vr));
    else if (type === '1') record.set(tag, vr, substitute ?? '');
    else if (type === '2') record.set(tag, vr, null);
  }
  return record;
}

/** The text without accents, where there are any and nothing else is beyond ASCII. */
function withoutAccents(instance: DataSet, { tag, value, vr }: DataElement): string | undefined {
  if (!(value instanceof Uint8Array) || !vrTable[vr].characterSet || !value.some((byte) => byte > 0x7e))
    return undefined;
  const folded = instance.textField(tag)?.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return folded !== undefined && /^[\x20-\x7e]*$/.test(folded) ? folded : undefined;
}

function hasValue(instance: DataSet, { tag, value }: DataElement): boolean {
  if (value instanceof Uint8Array) return (instance.textField(tag) ?? '') !== '' || instance.numbers(tag).length > 0;
  return 'items' in value && value.items.length > 0;
}

/** An element of a source with implicit VR may have come as UN, and text padded with zeros, which only UIDs may be. */
function asKnown(element: DataElement, vr: RecordKey['vr']): DataElement {
  const { irregularHeader: _, ...regular } = element;
  const { value } = element;
  if (!(value instanceof Uint8Array)) return regular;
  const isText = vrTable[vr].kind === 'text';
  return { ...regular, vr, value: isText ? paddedWithBlanks(value) : value };
}

function paddedWithBlanks(value: Uint8Array): Uint8Array {
  let end = value.length;
  while (end > 0 && value[end - 1] === 0) end -= 1;
  return end === value.length ? value : Uint8Array.from(value).fill(0x20, end);
}
