import { setImmediate } from 'node:timers/promises';
import { type DataDictionary, encodeDataSetToBytes, transferSyntaxOf } from '@isocenter/dicom';
import {
  type CommandStatus,
  type FindAnswer,
  type FindOperation,
  FindStatus,
  type ScpHandlers,
} from '@isocenter/dimse';
import type { Hook } from '../hooks/hook.ts';
import type { IncomingWorklistQuery, WorklistKeys } from '../hooks/hooks.ts';
import type { Logger } from '../logging/logger.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { FindKey } from '../query/find-key.ts';
import { worklistAnswer } from '../worklists/worklist-answer.ts';
import { askedForStation, findWorklists } from '../worklists/worklist-search.ts';
import type { WorklistSource } from '../worklists/worklist-source.ts';
import { findFailure } from './find-failure.ts';
import { originOf } from './find-filter.ts';
import { readFindKeys } from './find-identifier.ts';
import { changedKeys, shownKeys } from './worklist-keys.ts';

export interface WorklistScpOptions {
  readonly source: Pick<WorklistSource, 'list'>;
  readonly dictionary: DataDictionary;
  /** Terms of `DefaultEncoding`. */
  readonly characterSet: () => readonly string[];
  /** `CaseSensitivePN`. */
  readonly caseSensitivePersonNames: boolean;
  /** `FilterIssuerAet`. */
  readonly filterIssuer: boolean;
  /** Changes what is asked. */
  readonly filter?: Hook<IncomingWorklistQuery, WorklistKeys>;
  /** `LimitAnswers`; 0: no limit. */
  readonly maxAnswers: number;
  readonly logger: Logger;
}

type Answers = AsyncGenerator<FindAnswer, CommandStatus, void>;

/** The peer says so of a list that was cut: as if the requestor had cancelled. */
const cutStatus = { status: FindStatus.cancel, errorComment: 'Limit of the server reached, more may match' } as const;

/** The C-FIND SCP of the Modality Worklist (PS3.4 K.4.1). */
export function worklistHandler(options: WorklistScpOptions): NonNullable<ScpHandlers['find']> {
  return async function* worklist(operation): Answers {
    try {
      return yield* answer(options, operation);
    } catch (error) {
      return findFailure(error, operation, options.logger);
    }
  };
}

async function* answer(options: WorklistScpOptions, operation: FindOperation): Answers {
  const { caseSensitivePersonNames, characterSet, logger, maxAnswers, source } = options;
  const { association, presentationContext, signal } = operation;
  const syntax = transferSyntaxOf(presentationContext.transferSyntax);
  if (syntax === undefined || syntax.deflated) {
    throw new IsocenterError('NotImplemented', 'C-FIND is not offered in this transfer syntax');
  }
  const terms = characterSet();
  const keys = readFindKeys(await operation.identifier(), syntax, options.dictionary, terms.join('\\'));
  const asked = await filteredKeys(options, keys, association);
  const searched = options.filterIssuer ? askedForStation(asked, association.callingAet) : asked;
  let count = 0;
  for await (const page of findWorklists(source, { keys: searched, caseSensitivePersonNames })) {
    signal.throwIfAborted();
    const room = maxAnswers === 0 ? page.length : Math.min(page.length, maxAnswers - count);
    const answers = page.slice(0, room).map((dataSet) => worklistAnswer(asked, dataSet, terms));
    if (answers.length > 0) yield answers.map((dataSet) => encodeDataSetToBytes(dataSet, syntax));
    count += answers.length;
    if (room < page.length) {
      logger.warn('Worklist answers were cut at the limit', { association: association.id, count });
      return cutStatus;
    }
    // A turn of the event loop, in which a C-CANCEL can arrive.
    await setImmediate();
  }
  logger.debug('Worklist answered', { association: association.id, callingAet: association.callingAet, count });
  return { status: FindStatus.success };
}

/** The keys as scripts and plugins leave them. */
async function filteredKeys(
  { dictionary, filter }: WorklistScpOptions,
  keys: readonly FindKey[],
  association: FindOperation['association'],
): Promise<readonly FindKey[]> {
  if (filter?.isActive !== true) return keys;
  return changedKeys(keys, await filter.call({ keys: shownKeys(keys), origin: originOf(association) }), dictionary);
}
