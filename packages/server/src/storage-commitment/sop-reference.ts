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

/** Undefined when one of its texts is missing. What is no UID is no instance that anybody has, but it can be asked for. */
export function readReference(item: DataSet): SopReference | undefined {
  const sopClassUid = item.text(Tags.ReferencedSOPClassUID);
  const sopInstanceUid = item.text(Tags.ReferencedSOPInstanceUID);
  return isReferenceText(sopClassUid) && isReferenceText(sopInstanceUid) ? { sopClassUid, sopInstanceUid } : undefined;
}

/** Printable ASCII of the length of a UID; a slash separates the two in a key, a backslash separates values. */
export function isReferenceText(text: unknown): text is string {
  return typeof text === 'string' && text.length <= maxUidChars && /^[!-.0-[\]-~]+$/.test(text);
}

/** A UID as archives meet them: components with leading zeros are wrong (PS3.5 9.1), but they exist. */
export function readUid(dataSet: DataSet, tag: Tag): string | undefined {
  const uid = dataSet.text(tag) ?? '';
  return uid.length <= maxUidChars && /^[0-9.]+$/.test(uid) ? uid : undefined;
}
