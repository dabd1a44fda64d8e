import type { DataSet } from '../data-set/data-set.ts';
import { valueAttribute } from '../json/to-dicom-json.ts';
import { tagHex } from '../tag.ts';
import type { BulkSource } from './bulk-source.ts';
import { type DocumentForm, type DocumentOptions, documentChunks } from './document-chunks.ts';

/** A data set in the DICOM JSON model (PS3.18 F.2), all of it inline, in chunks of text; see `documentChunks`. */
export function dicomJsonDocument(
  dataSet: DataSet,
  source: BulkSource,
  options?: DocumentOptions,
): AsyncGenerator<string> {
  return documentChunks(dataSet, source, form, options);
}

const form: DocumentForm = {
  start: '{',
  end: '}',
  separator: ',',
  attribute: (dataSet, element) => `"${tagHex(element.tag)}":${JSON.stringify(valueAttribute(dataSet, element))}`,
  attributeStart: (_, { tag, vr }, content) =>
    content === 'items' ? `"${tagHex(tag)}":{"vr":"SQ","Value":[` : `"${tagHex(tag)}":{"vr":"${vr}","InlineBinary":"`,
  attributeEnd: (content) => (content === 'items' ? ']}' : '"}'),
  emptyAttribute: (_, { tag, vr }) => `"${tagHex(tag)}":{"vr":"${vr}"}`,
  itemStart: (index) => (index === 0 ? '{' : ',{'),
  itemEnd: '}',
};
