import type { OptionRows } from '../option.ts';
import { section } from '../section.ts';
import { boolean, integer, optionalPath } from '../value-type.ts';

/** The fields of `Worklists`, by the names that the peer's plugin gives them. */
const worklistsFields = {
  Enable: {
    type: boolean(),
    default: false,
    meaning: 'Offer worklists: by C-FIND, and at /worklists.',
    support: 'yes',
  },
  Directory: {
    type: optionalPath(),
    default: '',
    meaning: 'Folder of worklist files (*.wl). Unset: worklists are kept in the index.',
    support: 'yes',
  },
  Database: {
    type: optionalPath(),
    default: '',
    meaning: 'The old name of Directory.',
    support: 'yes',
  },
  SaveInOrthancDatabase: {
    type: boolean(),
    default: false,
    meaning: 'Keep worklists made at /worklists in the index although there is a folder; both are served.',
    support: 'yes',
  },
  FilterIssuerAet: {
    type: boolean(),
    default: false,
    meaning: 'Who asks for no station hears of the worklists for its own AE title only.',
    support: 'yes',
  },
  LimitAnswers: {
    type: integer(0),
    default: 0,
    meaning: 'Answers to one C-FIND at most; 0: no limit.',
    support: 'yes',
  },
  SetStudyInstanceUidIfMissing: {
    type: boolean(),
    default: true,
    meaning: 'Give a worklist made at /worklists a Study Instance UID if it has none.',
    support: 'yes',
  },
  DeleteWorklistsOnStableStudy: {
    type: boolean(),
    default: true,
    meaning: 'Delete a worklist when the study of its Patient ID and Study Instance UID is there and stable.',
    support: 'yes',
  },
  DeleteWorklistsDelay: {
    type: integer(0),
    default: 0,
    meaning: 'Delete worklists of the index so many hours after they were made; 0: never.',
    support: 'yes',
  },
  HousekeepingInterval: {
    type: integer(1),
    default: 60,
    unit: 's',
    meaning: 'Time between two looks for worklists to delete.',
    support: 'yes',
  },
} as const satisfies OptionRows;

export const worklistsOptions = {
  Worklists: {
    type: section(worklistsFields),
    default: undefined,
    meaning: 'Modality worklists.',
    support: 'yes',
  },
} as const satisfies OptionRows;
