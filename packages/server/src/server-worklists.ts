import type { DataDictionary } from '@isocenter/dicom';
import type { ScpHandlers } from '@isocenter/dimse';
import type { Configuration } from './config/options.ts';
import { worklistHandler } from './dimse-in/worklist.ts';
import type { Hooks } from './hooks/hooks.ts';
import type { IndexStore } from './index/index-store.ts';
import type { WorklistStore } from './index/worklist-store.ts';
import type { Logger } from './logging/logger.ts';
import type { CurrentEncoding } from './model/current-encoding.ts';
import type { WorklistsDeps } from './rest/routes/worklists.ts';
import { openWorklists } from './worklists/open-worklists.ts';

export interface WorklistServices {
  /** For the DICOM port; empty when worklists are not offered. */
  readonly scp: { readonly worklist?: NonNullable<ScpHandlers['find']> };
  /** For the REST API. */
  readonly worklists: WorklistsDeps['worklists'];
}

export interface WorklistServicesEnvironment {
  readonly store: WorklistStore;
  readonly index: IndexStore;
  readonly dictionary: DataDictionary;
  readonly encoding: CurrentEncoding;
  readonly filter: Hooks['incomingWorklist'];
  readonly logger: Logger;
}

/** Part of the composition root: worklists, and both ways to them. */
export function openWorklistServices(
  { CaseSensitivePN, Worklists }: Configuration,
  { dictionary, encoding, filter, index, logger, store }: WorklistServicesEnvironment,
  opened: AsyncDisposableStack,
): WorklistServices {
  const characterSet = () => encoding.terms;
  const source = openWorklists(Worklists, { store, index, characterSet, logger }, opened);
  if (source === undefined || Worklists === undefined) return { scp: {}, worklists: undefined };
  return {
    scp: {
      worklist: worklistHandler({
        source,
        dictionary,
        characterSet,
        caseSensitivePersonNames: CaseSensitivePN,
        filterIssuer: Worklists.FilterIssuerAet,
        filter,
        maxAnswers: Worklists.LimitAnswers,
        logger,
      }),
    },
    worklists: { source, dictionary, characterSet, setStudyInstanceUid: Worklists.SetStudyInstanceUidIfMissing },
  };
}
