import { DataDictionary } from '@isocenter/dicom';
import { MainTags } from '../../src/model/main-tags.ts';
import type { FindSettings } from '../../src/query/find-query.ts';

/** The settings of a search as they are by default, in Latin-1, except for what the test says. */
export function findSettings(choice: Partial<FindSettings> = {}): FindSettings {
  return {
    mainTags: new MainTags(),
    dictionary: DataDictionary.standard,
    characterSet: ['ISO_IR 100'],
    storageAccess: 'Always',
    limitFindResults: 0,
    limitFindInstances: 0,
    ...choice,
  };
}
