import type { DataSet } from '../data-set/data-set.ts';
import type { DataElement } from '../data-set/element-value.ts';
import { DataDictionary } from '../dictionary/data-dictionary.ts';
import { tagHex } from '../tag.ts';
import { vrTable } from '../vr.ts';
import type { BulkSource } from './bulk-source.ts';
import { type DocumentForm, type DocumentOptions, documentChunks } from './document-chunks.ts';

/** A data set in the Native DICOM Model (PS3.19 A.1), all of it inline, in chunks of XML; see `documentChunks`. */
export function nativeDicomModel(
  dataSet: DataSet,
  source: BulkSource,
  options: DocumentOptions = {},
): AsyncGenerator<string> {
  return documentChunks(dataSet, source, formWith(options.dictionary ?? DataDictionary.standard), options);
}

const namespace = 'http://dicom.nema.org/PS3.19/models/NativeDICOM';

/** Component groups, and the components of each (PS3.5 6.2.1, PS3.19 A.1.6). */
const nameGroups = ['Alphabetic', 'Ideographic', 'Phonetic'] as const;
const nameComponents = ['FamilyName', 'GivenName', 'MiddleName', 'NamePrefix', 'NameSuffix'] as const;

function formWith(dictionary: DataDictionary): DocumentForm {
  const attributeTag = (dataSet: DataSet, { tag, vr }: DataElement) => {
    const privateCreator = dataSet.privateCreatorOf(tag);
    const keyword = dictionary.keywordOf(tag, privateCreator);
    return [
      `<DicomAttribute tag="${tagHex(tag)}" vr="${vr}"`,
      keyword === undefined ? '' : ` keyword="${escapeXml(keyword)}"`,
      privateCreator === undefined ? '' : ` privateCreator="${escapeXml(privateCreator)}"`,
    ].join('');
  };
  return {
    start: `<?xml version="1.0" encoding="utf-8"?>\n<NativeDicomModel xmlns="${namespace}">`,
    end: '</NativeDicomModel>\n',
    separator: '',
    attribute: (dataSet, element) => `${attributeTag(dataSet, element)}>${valuesOf(dataSet, element)}</DicomAttribute>`,
    attributeStart: (dataSet, element, content) =>
      `${attributeTag(dataSet, element)}>${content === 'items' ? '' : '<InlineBinary>'}`,
    attributeEnd: (content) => `${content === 'items' ? '' : '</InlineBinary>'}</DicomAttribute>`,
    emptyAttribute: (dataSet, element) => `${attributeTag(dataSet, element)}/>`,
    itemStart: (index) => `<Item number="${index + 1}">`,
    itemEnd: '</Item>',
  };
}

function valuesOf(dataSet: DataSet, { tag, vr }: DataElement): string {
  if (vr === 'PN') return dataSet.texts(tag).map(personName).join('');
  const texts = vrTable[vr].kind === 'tag' ? dataSet.tags(tag).map(tagHex) : textsOf(dataSet, tag, vr);
  return texts.map((text, index) => `<Value number="${index + 1}">${escapeXml(text)}</Value>`).join('');
}

function textsOf(dataSet: DataSet, tag: number, vr: DataElement['vr']): string[] {
  return vrTable[vr].kind === 'bytes' ? dataSet.numbers(tag).map(String) : dataSet.texts(tag);
}

function personName(text: string, index: number): string {
  const groups = text.split('=', nameGroups.length).map((group, position) => {
    if (group === '') return '';
    const components = group.split('^', nameComponents.length).map((component, at) => {
      const name = nameComponents[at] ?? '';
      return component === '' ? '' : `<${name}>${escapeXml(component)}</${name}>`;
    });
    const name = nameGroups[position] ?? '';
    return `<${name}>${components.join('')}</${name}>`;
  });
  return `<PersonName number="${index + 1}">${groups.join('')}</PersonName>`;
}

/** What XML 1.0 (2.2) has no way to write: control characters, halves of surrogate pairs. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

function escapeXml(text: string): string {
  return text
    .replaceAll(unwritable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
