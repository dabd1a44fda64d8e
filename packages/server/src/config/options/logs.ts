import { dictionaryEntries } from '../dictionary-option.ts';
import type { OptionRows } from '../option.ts';
import { boolean, integer, listOf, oneOf, path, switches, text } from '../value-type.ts';

export const logsOptions = {
  LuaScripts: {
    type: listOf(path()),
    default: [],
    meaning: 'Lua scripts to run at start, see lua.md.',
    support: 'yes',
  },
  LuaHeartBeatPeriod: {
    type: integer(0),
    default: 0,
    unit: 's',
    meaning: 'Period of OnHeartBeat of Lua scripts; 0: none.',
    support: 'yes',
  },
  Plugins: {
    type: listOf(path()),
    default: [],
    meaning:
      'Plugins (modules in JavaScript or TypeScript) or folders of them, see plugins.md. Shared libraries are only told of.',
    support: 'yes',
  },
  MetricsEnabled: { type: boolean(), default: true, meaning: 'Count for /tools/metrics-prometheus.', support: 'yes' },
  Dictionary: {
    type: dictionaryEntries(),
    default: {},
    meaning:
      'Tags to add to the dictionary: tag to [VR, name, minimum, maximum, private creator]; maximum 0: no limit. ' +
      'Of a private tag only the last two digits of the element count.',
    support: 'yes',
  },
  LoadPrivateDictionary: {
    type: boolean(),
    default: true,
    meaning: 'Know the private tags of common manufacturers.',
    support: 'ignored',
    reason: 'they are always known',
  },
  ExternalDictionaries: {
    type: listOf(path()),
    default: undefined,
    meaning: 'Dictionary files in the format of the DCMTK toolkit, in place of the built-in dictionary.',
    support: 'later',
    reason: 'use Dictionary',
  },
  DefaultPrivateCreator: {
    type: text(),
    default: '',
    meaning: 'Creator of private tags that requests set, where neither the request nor the file names one.',
    support: 'yes',
  },
  Locale: {
    type: text(),
    default: undefined,
    meaning: 'Locale of upper and lower case.',
    support: 'ignored',
    reason: 'the rules of Unicode are used',
  },
  DeidentifyLogs: {
    type: boolean(),
    default: true,
    meaning: 'Hide patient data also in verbose logs. They are never in default logs, always in trace logs.',
    support: 'yes',
  },
  DeidentifyLogsDicomVersion: {
    type: oneOf(['2008', '2017c', '2021b', '2023b']),
    default: '2023b',
    meaning: 'Edition of the standard that says which tags DeidentifyLogs hides.',
    support: 'ignored',
    reason: 'the tags are those of the current edition',
  },
  Warnings: {
    type: switches(
      [
        'W001_TagsBeingReadFromStorage',
        'W002_InconsistentDicomTagsInDb',
        'W003_DecoderFailure',
        'W004_NoMainDicomTagsSignature',
        'W005_RequestingTagFromLowerResourceLevel',
        'W006_RequestingTagFromMetaHeader',
        'W007_MissingRequestedTagsNotReadFromDisk',
      ],
      true,
    ),
    default: {},
    meaning: 'Which of these warnings are logged; those not named are.',
    support: 'ignored',
    reason: 'these warnings are not made',
  },
} as const satisfies OptionRows;
