import {
  DataSet,
  DicomEncodeError,
  isPrivateCreator,
  Sequence,
  SpecificCharacterSet,
  Tags,
  vrTable,
} from '@isocenter/dicom';
import type { FindKey } from '../query/find-key.ts';
import { DataSetAttributes } from '../query/instance-attributes.ts';

/**
 * What a worklist answers to the keys of a request (PS3.4 K.6.1.1): those that it has, sequences with the keys that were
 * asked of their items. In the character set of the answers, or in UTF-8 where that cannot hold a text.
 */
export function worklistAnswer(keys: readonly FindKey[], worklist: DataSet, characterSet: readonly string[]): DataSet {
  try {
    return answerIn(keys, worklist, characterSet);
  } catch (error) {
    if (!(error instanceof DicomEncodeError)) throw error;
    return answerIn(keys, worklist, SpecificCharacterSet.utf8.terms);
  }
}

function answerIn(keys: readonly FindKey[], worklist: DataSet, terms: readonly string[]): DataSet {
  const answer = new DataSet().set(Tags.SpecificCharacterSet, 'CS', [...terms]);
  fill(answer, keys, worklist);
  return answer;
}

function fill(answer: DataSet, keys: readonly FindKey[], worklist: DataSet): void {
  const attributes = new DataSetAttributes(worklist);
  for (const key of keys) {
    const { tag, vr } = key;
    if (tag === Tags.SpecificCharacterSet) continue;
    if (isPrivateCreator(tag) && key.vr !== 'SQ') {
      answer.set(tag, vr, key.value === '' ? null : key.value);
      continue;
    }
    const element = attributes.element(tag, key.privateCreator);
    if (element === undefined) continue;
    if (key.vr === 'SQ') {
      const items = element.value instanceof Sequence ? element.value.items : [];
      addItems(answer, tag, items, (item, stored) =>
        key.keys.length === 0 ? copyAll(item, stored) : fill(item, key.keys, stored),
      );
    } else {
      copy(answer, tag, element, worklist);
    }
  }
}

/** Items are filled where they belong: they are in the character set of the answer. */
function addItems(
  answer: DataSet,
  tag: number,
  stored: readonly DataSet[],
  fillItem: (item: DataSet, stored: DataSet) => void,
): void {
  answer.set(
    tag,
    'SQ',
    stored.map(() => new DataSet()),
  );
  for (const [position, item] of answer.sequence(tag).entries()) {
    const source = stored[position];
    if (source !== undefined) fillItem(item, source);
  }
}

function copyAll(answer: DataSet, stored: DataSet): void {
  for (const element of stored) {
    if (element.tag === Tags.SpecificCharacterSet) continue;
    if (element.value instanceof Sequence) addItems(answer, element.tag, element.value.items, copyAll);
    else copy(answer, element.tag, element, stored);
  }
}

type StoredElement = NonNullable<ReturnType<DataSet['get']>>;

/** Text is written anew; what has no character set stays as it is. */
function copy(answer: DataSet, tag: number, element: StoredElement, stored: DataSet): void {
  const { vr } = element;
  if (!vrTable[vr].characterSet) {
    answer.setElement({ ...element, tag });
    return;
  }
  const text = stored.textField(element.tag) ?? '';
  const values = vrTable[vr].multiValued ? text.split('\\') : [text];
  answer.set(tag, vr, text === '' ? null : values);
}
