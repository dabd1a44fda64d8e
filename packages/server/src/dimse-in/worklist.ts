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
import type { IncomingQuery, QueryKeys } from '../hooks/hooks.ts';
import type { Logger } from '../logging/logger.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { worklistAnswer } from '../worklists/worklist-answer.ts';
import { askedForStation, findWorklists } from '../worklists/worklist-search.ts';
import type { WorklistSource } from '../worklists/worklist-source.ts';
import { findFailure } from './find-failure.ts';
import { filteredKeys } from './find-filter.ts';
import { readFindKeys } from './find-identifier.ts';

export interface WorklistScpOptions {
  readonly source: Pick<WorklistSource, 'list'>;
  readonly dictionary: DataDictionary;
  /** Terms of `DefaultEncoding`. */
  readonly characterSet: () => readonly string[];
  /** `CaseSensitivePN`. */
  readonly caseSensitivePersonNames: boolean;
  /** `FilterIssuerAet`. */
  readonly filterIssuer: boolean;
  /** `LimitAnswers`; 0: no limit. */
  readonly maxAnswers: number;
  /** Changes what is asked. */
  readonly filter?: Hook<IncomingQuery, QueryKeys>;
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
  const given = readFindKeys(await operation.identifier(), syntax, options.dictionary, terms.join('\\'));
  const keys = options.filter?.isActive
    ? await filteredKeys(options.filter, given, association, options.dictionary)
    : given;
  const searched = options.filterIssuer ? askedForStation(keys, association.callingAet) : keys;
  let count = 0;
  for await (const page of findWorklists(source, { keys: searched, caseSensitivePersonNames })) {
    signal.throwIfAborted();
    const room = maxAnswers === 0 ? page.length : Math.min(page.length, maxAnswers - count);
    const answers = page.slice(0, room).map((dataSet) => worklistAnswer(keys, dataSet, terms));
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
