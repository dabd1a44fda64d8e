import { type DataElement, DataSet, Tags } from '@isocenter/dicom';
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

/** Values are copied as they are encoded, and the character set that they are encoded in goes with them. */
function withKeys(record: DataSet, keys: readonly RecordKey[], instance: DataSet): DataSet {
  const characterSet = instance.get(Tags.SpecificCharacterSet);
  if (characterSet !== undefined && keys.length > 0) record.setElement(asKnown(characterSet, 'CS'));
  for (const { keyword, substitute, type, vr } of keys) {
    const tag = Tags[keyword];
    const element = instance.get(tag);
    const isKnown = element !== undefined && hasValue(instance, element);
    if (isKnown) record.setElement(asKnown(element, vr));
    else if (type === '1') record.set(tag, vr, substitute ?? '');
    else if (type === '2') record.set(tag, vr, null);
  }
  return record;
}

function hasValue(instance: DataSet, { tag, value }: DataElement): boolean {
  if (value instanceof Uint8Array) return (instance.textField(tag) ?? '') !== '' || instance.numbers(tag).length > 0;
  return 'items' in value && value.items.length > 0;
}

/** An element of a source with implicit VR may have come as UN. */
function asKnown(element: DataElement, vr: RecordKey['vr']): DataElement {
  const { irregularHeader: _, ...regular } = element;
  return element.value instanceof Uint8Array ? { ...regular, vr } : regular;
}
