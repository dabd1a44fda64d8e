import { setImmediate } from 'node:timers/promises';
import { SopClasses, transferSyntaxOf } from '@isocenter/dicom';
import {
  type CommandStatus,
  type FindAnswer,
  type FindOperation,
  FindStatus,
  type ScpHandlers,
} from '@isocenter/dimse';
import type { Hook } from '../hooks/hook.ts';
import type { IncomingQuery, QueryKeys } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { answeredMatches } from '../query/answered-matches.ts';
import { answeredSources } from '../query/answered-sources.ts';
import { type FindDependencies, type FindEnd, findMatches } from '../query/find-matches.ts';
import { planFind } from '../query/find-plan.ts';
import { foundHere } from '../query/found-here.ts';
import type { SpannedSearch } from '../query/spanned-search.ts';
import type { Match, ValueSource } from '../query/value-source.ts';
import { FindAnswerEncoder } from './find-answer.ts';
import { findFailure } from './find-failure.ts';
import { filteredIdentifier } from './find-filter.ts';
import { type FindIdentifier, readFindIdentifier } from './find-identifier.ts';

export interface FindScpOptions extends FindDependencies {
  /** `CaseSensitivePN`. */
  readonly caseSensitivePersonNames: boolean;
  /** `DicomAet`: where the answers can be retrieved from. */
  readonly retrieveAet: string;
  /** Changes what is asked. */
  readonly filter?: Hook<IncomingQuery, QueryKeys>;
  /** Archives that are asked too; their answers come after those of the index. */
  readonly spanned?: SpannedSearch | undefined;
  /** Hears of every C-FIND for the metrics. */
  readonly observe: (durationMs: number) => void;
}

type Answers = AsyncGenerator<FindAnswer, CommandStatus, void>;

/** Answers in one write at most; the first ones go out in smaller groups, so that an early C-CANCEL spares the rest. */
const maxAnswersPerWrite = 64;

const levelComment = 'Level not in the information model';
const limitComment = 'Limit of the server reached, more may match';

const findModels: ReadonlySet<string> = new Set([
  SopClasses.PatientRootQueryRetrieveInformationModelFind,
  SopClasses.StudyRootQueryRetrieveInformationModelFind,
  SopClasses.PatientStudyOnlyQueryRetrieveInformationModelFind,
]);

/**
 * The C-FIND SCP (PS3.4 C.4.1) of the models Patient Root, Study Root and Patient/Study Only.
 *
 * As the peer: every level under either root, keys of all levels, C000 for a request that cannot be used, FF00 for each
 * match. A list that `LimitFindResults` or `LimitFindInstances` cut ends with 0000 too, as the standard has no warning
 * for it (B001 belongs to repository queries, PS3.4 C.6.4), but with an Error Comment that says so. FF01 only tells of
 * keys that were left out because `StorageAccessOnFind` keeps files closed.
 */
export function findHandler(options: FindScpOptions): NonNullable<ScpHandlers['find']> {
  return async function* find(operation) {
    const startedAtMs = performance.now();
    try {
      return yield* performFind(options, operation);
    } finally {
      options.observe(performance.now() - startedAtMs);
    }
  };
}

async function* performFind(options: FindScpOptions, operation: FindOperation): Answers {
  const { presentationContext } = operation;
  try {
    const identifier = await readIdentifier(options, operation);
    if (!isInModel(identifier, presentationContext.abstractSyntax)) {
      return { status: FindStatus.identifierDoesNotMatchSopClass, errorComment: levelComment };
    }
    return yield* answer(options, operation, identifier);
  } catch (error) {
    return findFailure(error, operation, options.logger);
  }
}

async function* answer(options: FindScpOptions, operation: FindOperation, identifier: FindIdentifier): Answers {
  const { association, presentationContext, signal } = operation;
  const { caseSensitivePersonNames, logger, retrieveAet, settings, spanned } = options;
  const { keys, level } = identifier;
  const matching = { caseSensitivePersonNames, caseSensitive: true, asteriskNeedsPresence: true };
  const plan = planFind({ level, dialect: 'c-find', keys, requested: keys, matching }, settings);
  const encoderOf = (sources: readonly ValueSource[]) =>
    new FindAnswerEncoder({
      identifier,
      sources,
      transferSyntax: syntaxOf(presentationContext.transferSyntax),
      characterSet: settings.characterSet,
      retrieveAet,
      // Clients of a relay are to come back to it, wherever an answer is from.
      ...(spanned && { requestedRetrieveAet: retrieveAet }),
    });
  const status = plan.ignoresKeys ? FindStatus.pendingOptionalKeysNotSupported : FindStatus.pending;
  const encoder = encoderOf(plan.sources);
  const client = { service: 'C-FIND', name: association.callingAet.trim() } as const;
  const elsewhere = spanned?.open({ level, keys, client, named: false }, signal);
  const sending: Sending = { status, signal, count: 0 };
  try {
    let end = yield* send(findMatches(plan, options, signal), encoder, sending);
    if (elsewhere !== undefined && !end.limitReached) {
      const { count } = sending;
      const here = count > 0 ? foundHere(plan, options) : undefined;
      const matches = answeredMatches(elsewhere, { level, here, limit: plan.limit - count });
      end = yield* send(matches, encoderOf(answeredSources(keys, level, settings.mainTags)), sending);
    }
    const { limitReached } = end;
    const { count } = sending;
    const fields = { association: association.id, callingAet: association.callingAet, level, count };
    if (limitReached) logger.warn('C-FIND answers were cut at the limit', fields);
    else logger.debug('C-FIND answered', fields);
    return { status: FindStatus.success, ...(limitReached ? { errorComment: limitComment } : {}) };
  } finally {
    elsewhere?.close();
  }
}

/** Answers on their way to the requestor. */
interface Sending {
  readonly status: (typeof FindStatus)['pending' | 'pendingOptionalKeysNotSupported'];
  readonly signal: AbortSignal;
  /** Those that have gone. */
  count: number;
}

/** Answers pages of matches in groups that grow. */
async function* send(
  matches: AsyncGenerator<readonly Match[], FindEnd, void>,
  encoder: FindAnswerEncoder,
  sending: Sending,
): AsyncGenerator<FindAnswer, FindEnd, void> {
  const { signal, status } = sending;
  let answersPerWrite = 1;
  try {
    for (;;) {
      const page = await matches.next();
      if (page.done) return page.value;
      for (let at = 0; at < page.value.length; ) {
        signal.throwIfAborted();
        const identifiers = page.value.slice(at, at + answersPerWrite).map((match) => encoder.encode(match));
        yield { status, identifiers };
        // A turn of the event loop, in which a C-CANCEL can arrive and other associations have theirs.
        await setImmediate();
        at += identifiers.length;
        sending.count += identifiers.length;
        answersPerWrite = Math.min(answersPerWrite * 2, maxAnswersPerWrite);
      }
    }
  } finally {
    await matches.return({ limitReached: false });
  }
}

async function readIdentifier({ filter, settings }: FindScpOptions, operation: FindOperation): Promise<FindIdentifier> {
  const transferSyntax = syntaxOf(operation.presentationContext.transferSyntax);
  const bytes = await operation.identifier();
  const { dictionary } = settings;
  const identifier = readFindIdentifier(bytes, transferSyntax, dictionary, settings.characterSet.join('\\'));
  return filter?.isActive ? filteredIdentifier(filter, identifier, operation, dictionary) : identifier;
}

/** PATIENT under Study Root is the peer's leniency; Patient/Study Only ends at the studies (PS3.4 C.6.3). */
function isInModel({ level }: FindIdentifier, model: string): boolean {
  if (!findModels.has(model)) return false;
  const isPatientStudyOnly = model === SopClasses.PatientStudyOnlyQueryRetrieveInformationModelFind;
  return !isPatientStudyOnly || level === 'Patient' || level === 'Study';
}

function syntaxOf(uid: string) {
  const transferSyntax = transferSyntaxOf(uid);
  if (transferSyntax === undefined || transferSyntax.deflated) {
    throw new IsocenterError('NotImplemented', `C-FIND is not offered in transfer syntax ${uid}`);
  }
  return transferSyntax;
}
