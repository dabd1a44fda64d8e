import type { ScpHandlers } from '@isocenter/dimse';
import { worklistHandler } from '../dimse-in/worklist.ts';
import type { WorklistsDeps } from '../rest/routes/worklists.ts';
import { openWorklists } from '../worklists/open-worklists.ts';
import type { Foundation } from './foundation.ts';

export interface WorklistServices {
  /** For the DICOM port; empty when worklists are not offered. */
  readonly scp: { readonly worklist?: NonNullable<ScpHandlers['find']> };
  /** For the REST API. */
  readonly worklists: WorklistsDeps['worklists'];
}

/** Worklists, and both ways to them. */
export function openWorklistServices(
  { archive, configuration, dictionary, encoding, logs, scripting }: Foundation,
  opened: AsyncDisposableStack,
): WorklistServices {
  const { CaseSensitivePN, Worklists } = configuration;
  const logger = logs.logger('dicom');
  const characterSet = () => encoding.terms;
  const source = openWorklists(
    Worklists,
    { store: archive.worklists, index: archive.index, characterSet, logger },
    opened,
  );
  if (source === undefined || Worklists === undefined) return { scp: {}, worklists: undefined };
  return {
    scp: {
      worklist: worklistHandler({
        source,
        dictionary,
        characterSet,
        caseSensitivePersonNames: CaseSensitivePN,
        filterIssuer: Worklists.FilterIssuerAet,
        filter: scripting.hooks.incomingWorklist,
        maxAnswers: Worklists.LimitAnswers,
        logger,
      }),
    },
    worklists: { source, dictionary, characterSet, setStudyInstanceUid: Worklists.SetStudyInstanceUidIfMissing },
  };
}
