import type { DicomJsonAttribute, DicomJsonDataSet } from './dicom-json.ts';

/**
 * The JSON text of a data set, attributes in ascending order at every level (PS3.18 F.2.2). `JSON.stringify` alone
 * would not keep it: JavaScript puts names that look like array indexes, such as 30060010, before all others.
 */
export function dicomJsonText(dataSet: DicomJsonDataSet): string {
  const members = Object.keys(dataSet)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${attributeText(dataSet[name])}`);
  return `{${members.join(',')}}`;
}

function attributeText(attribute: DicomJsonAttribute | undefined): string {
  if (attribute?.vr !== 'SQ' || attribute.Value === undefined) return JSON.stringify(attribute);
  const items = attribute.Value.map((item) => (isDataSet(item) ? dicomJsonText(item) : JSON.stringify(item)));
  return `{"vr":"SQ","Value":[${items.join(',')}]}`;
}

/** Of the values of a sequence: an item, not the `null` that some write in place of an empty one. */
function isDataSet(value: unknown): value is DicomJsonDataSet {
  return typeof value === 'object' && value !== null;
}
