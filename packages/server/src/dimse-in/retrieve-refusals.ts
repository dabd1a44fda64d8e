import type { RetrieveResult } from '@isocenter/dimse';
import type { RetrieveKeysError } from '../retrieve/selection.ts';

/** `CMoveStatusConvention`: statuses as PS3.4 C.4.2.1.5 has them, or as the peer answers. */
export type StatusConvention = 'Standard' | 'Orthanc';

type Refusal =
  | RetrieveKeysError
  | 'unknown destination'
  | 'nothing matches'
  | 'bad identifier'
  | 'matching failed'
  | 'refused by a filter';

/**
 * How a C-MOVE or C-GET ends that performs no sub-operation. By the standard an Identifier that cannot be used is A900,
 * an unknown destination A801, a failure to determine the matches A701, and no match a success with all counters 0;
 * the peer answers C000 to each.
 */
const refusals = {
  'unknown destination': { Standard: 0xa801, Orthanc: 0xc000, comment: 'Move destination unknown' },
  'bad identifier': { Standard: 0xa900, Orthanc: 0xc000, comment: 'Identifier cannot be read' },
  'unknown level': { Standard: 0xa900, Orthanc: 0xc000, comment: 'Unknown Query/Retrieve Level' },
  'level not in the model': { Standard: 0xa900, Orthanc: 0xc000, comment: 'Level not in the information model' },
  'unique key missing': { Standard: 0xa900, Orthanc: 0xc000, comment: 'Unique key missing or empty' },
  'wildcard in a unique key': { Standard: 0xa900, Orthanc: 0xc000, comment: 'Wildcard in a unique key' },
  'matching failed': { Standard: 0xa701, Orthanc: 0xc000, comment: 'Unable to determine the matches' },
  'refused by a filter': { Standard: 0x0124, Orthanc: 0xc000, comment: 'Refused' },
  'nothing matches': { Standard: 0x0000, Orthanc: 0xc000, comment: '' },
} as const satisfies Record<Refusal, Record<StatusConvention, number> & { comment: string }>;

/** The one response of a retrieve that ends before its first sub-operation. */
export function refuseRetrieve(refusal: Refusal, convention: StatusConvention): RetrieveResult {
  const { [convention]: status, comment } = refusals[refusal];
  const counted = status === 0x0000 || convention === 'Orthanc';
  return {
    status,
    ...(comment === '' ? {} : { errorComment: comment }),
    ...(counted ? { completed: 0, failed: 0, warning: 0 } : {}),
  };
}
