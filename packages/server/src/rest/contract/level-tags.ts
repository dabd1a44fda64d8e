import type { Level } from '../../model/level.ts';
import type { ContractTag } from './route-contract.ts';

/** The group of the document that the routes of a level belong to. */
export const levelTags = {
  Patient: 'Patients',
  Study: 'Studies',
  Series: 'Series',
  Instance: 'Instances',
} as const satisfies Record<Level, ContractTag>;
