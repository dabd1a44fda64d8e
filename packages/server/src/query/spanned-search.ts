import type { DataSet } from '@isocenter/dicom';
import type { Level } from '../model/level.ts';
import type { PublicIds } from '../model/public-id.ts';
import type { FindKey } from './find-key.ts';
import type { FindEnd } from './find-matches.ts';

/** Who searches. */
export interface SearchClient {
  readonly service: 'C-FIND' | 'REST';
  /** Calling AE title, or name of the user; empty where nobody is known. */
  readonly name: string;
}

/** A search that goes beyond the index. */
export interface SpannedQuestion {
  readonly level: Level;
  /** What resources must be, and empty keys for what is wanted of them. */
  readonly keys: readonly FindKey[];
  readonly client: SearchClient;
  /** Whether answers get public ids, and what these stand for is remembered before they are handed over. */
  readonly named: boolean;
}

/** A resource that somebody else has. */
export interface SpannedAnswer {
  /** Only what was asked, and the unique keys. */
  readonly dataSet: DataSet;
  /** Of the level and those above; of named questions. */
  readonly publicIds?: Partial<PublicIds>;
}

/** Those of the values of the unique key of a level whose resources the search finds here. */
export type FoundHere = (identifiers: readonly string[]) => Promise<ReadonlySet<string>>;

/** A search under way, to be closed whatever happens. */
export interface OpenSearch {
  /**
   * What others have, in pages as it comes, without what is found here; to be read once.
   * @param here undefined: nothing is found here, and those are asked who are asked only then
   */
  answers(here: FoundHere | undefined): AsyncGenerator<readonly SpannedAnswer[], FindEnd, void>;
  /** Gives up what has not come. */
  close(): void;
}

/** Searching in archives beyond the index. One that fails costs its answers, never the search. */
export interface SpannedSearch {
  /**
   * Begins to ask those who are always asked; undefined where nobody is to be asked.
   * @param signal ends the search, with its reason
   */
  open(question: SpannedQuestion, signal: AbortSignal): OpenSearch | undefined;
}
