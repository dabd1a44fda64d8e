import { DataSet, maxUidChars, type Tag, Tags } from '@isocenter/dicom';

/** An item of a Referenced SOP Sequence (PS3.3 Table 10-11). */
export interface SopReference {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
}

/** One text for one reference; UIDs have no slash. */
export function referenceKey({ sopClassUid, sopInstanceUid }: SopReference): string {
  return `${sopClassUid}/${sopInstanceUid}`;
}

/** The reverse of `referenceKey`. */
export function referenceOfKey(key: string): SopReference {
  const slash = key.indexOf('/');
  return { sopClassUid: key.slice(0, slash), sopInstanceUid: key.slice(slash + 1) };
}

export function writeReference({ sopClassUid, sopInstanceUid }: SopReference): DataSet {
  return new DataSet()
    .set(Tags.ReferencedSOPClassUID, 'UI', sopClassUid)
    .set(Tags.ReferencedSOPInstanceUID, 'UI', sopInstanceUid);
}

/** Undefined when a UID is missing or cannot be one. */
export function readReference(item: DataSet): SopReference | undefined {
  const sopClassUid = readUid(item, Tags.ReferencedSOPClassUID);
  const sopInstanceUid = readUid(item, Tags.ReferencedSOPInstanceUID);
  return sopClassUid === undefined || sopInstanceUid === undefined ? undefined : { sopClassUid, sopInstanceUid };
}

/** A UID as archives meet them: components with leading zeros are wrong (PS3.5 9.1), but they exist. */
export function readUid(dataSet: DataSet, tag: Tag): string | undefined {
  const uid = dataSet.text(tag) ?? '';
  return uid.length <= maxUidChars && /^[0-9.]+$/.test(uid) ? uid : undefined;
}
