import type { Question } from './question.ts';
import { diskQuestion } from './questions/disk.ts';
import { findQuestions } from './questions/find.ts';
import { ingestQuestions } from './questions/ingest.ts';
import { moveQuestions } from './questions/move.ts';
import { multiFrameQuestion } from './questions/multi-frame.ts';
import { relayQuestions } from './questions/relay.ts';
import { restFindQuestion } from './questions/rest-find.ts';
import { startQuestion } from './questions/start.ts';

/** Everything that can be asked, in the order of the report. */
export const questions: readonly Question[] = [
  ...ingestQuestions,
  ...moveQuestions,
  ...findQuestions,
  restFindQuestion,
  multiFrameQuestion,
  ...relayQuestions,
  diskQuestion,
  startQuestion,
];
