import { DataDictionary, type DataSet } from '@isocenter/dicom';
import { CurrentEncoding } from '../../src/model/current-encoding.ts';
import type { Level } from '../../src/model/level.ts';
import { type ModificationContext, type ModificationRequest, readModification } from '../../src/modify/modification.ts';
import { modifyDataSet } from '../../src/modify/modify-data-set.ts';
import { Pseudonyms } from '../../src/modify/pseudonyms.ts';

export const testContext: ModificationContext = {
  dictionary: DataDictionary.standard,
  encoding: new CurrentEncoding('Latin1'),
  privateCreator: '',
  version: '1.2.3',
};

export interface TestModification {
  readonly level?: Level;
  readonly seed?: string;
  readonly references?: ReadonlyMap<string, string>;
  readonly context?: Partial<ModificationContext>;
}

/** Modifies a data set in place, and answers it. */
export function modified(dataSet: DataSet, request: ModificationRequest, options: TestModification = {}): DataSet {
  return changed(dataSet, request, false, options);
}

export function anonymized(
  dataSet: DataSet,
  request: ModificationRequest = {},
  options: TestModification = {},
): DataSet {
  return changed(dataSet, request, true, options);
}

function changed(
  dataSet: DataSet,
  request: ModificationRequest,
  isAnonymization: boolean,
  { context, level = 'Instance', references = new Map(), seed = '00' }: TestModification,
): DataSet {
  const used = { ...testContext, ...context };
  const modification = readModification(request, { isAnonymization, level }, used);
  const { dictionary } = used;
  modifyDataSet(dataSet, modification, {
    pseudonyms: new Pseudonyms(seed),
    patientName: 'Anonymized7',
    references,
    dictionary,
  });
  return dataSet;
}
