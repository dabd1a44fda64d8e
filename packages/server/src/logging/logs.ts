import { type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import {
  type LogCategory,
  type LogSeverity,
  type LogVerbosity,
  logCategories,
  severityRanks,
  verbositySeverities,
} from './log-category.ts';
import type { LogDestination } from './log-destination.ts';
import type { LogFields, Logger } from './logger.ts';
import { redacted, redactedText } from './redaction.ts';

export interface LogsOptions {
  /** For every category that `categories` does not name. */
  readonly verbosity: LogVerbosity;
  readonly categories?: Readonly<Partial<Record<LogCategory, LogVerbosity>>>;
  /** `DeidentifyLogs`: no patient data in verbose messages either. */
  readonly deidentify: boolean;
  readonly destination: LogDestination;
}

/** What decides about the messages of one category; shared by its loggers, so that a change reaches all of them. */
interface CategoryState {
  verbosity: LogVerbosity;
  minimumRank: number;
}

/** What all loggers of a server share. */
interface SharedState {
  readonly deidentify: boolean;
  heard: (severity: 'error' | 'warn') => void;
}

/** The loggers of a server, one for each category, whose verbosity can change while it runs. */
export class Logs {
  readonly #pino: PinoLogger;
  readonly #destination: LogDestination;
  readonly #states: ReadonlyMap<LogCategory, CategoryState>;
  readonly #shared: SharedState;

  constructor({ verbosity, categories = {}, deidentify, destination }: LogsOptions) {
    this.#destination = destination;
    this.#shared = { deidentify, heard: () => undefined };
    this.#states = new Map(logCategories.map((category) => [category, stateOf(categories[category] ?? verbosity)]));
    // The categories decide what is written, so pino lets everything pass.
    this.#pino = pino({ level: 'trace', base: null, timestamp: stdTimeFunctions.isoTime }, destination);
  }

  /** The logger of one category. */
  logger(category: LogCategory): Logger {
    return new CategoryLogger(this.#pino.child({ category }), this.#state(category), this.#shared);
  }

  verbosity(category: LogCategory): LogVerbosity {
    return this.#state(category).verbosity;
  }

  /** The answer of `/tools/log-level`: the verbosity of the generic category. */
  get overallVerbosity(): LogVerbosity {
    return this.verbosity('generic');
  }

  /** Takes effect at once, also for the loggers that exist. */
  setVerbosity(category: LogCategory | 'every', verbosity: LogVerbosity): void {
    const states = category === 'every' ? this.#states.values() : [this.#state(category)];
    for (const state of states) Object.assign(state, stateOf(verbosity));
  }

  /** Calls `heard` for every error and warning that is written; one listener at a time. */
  listen(heard: (severity: 'error' | 'warn') => void): void {
    this.#shared.heard = heard;
  }

  /** Writes what is still waiting, before the process ends. */
  flush(): void {
    this.#destination.flush();
  }

  #state(category: LogCategory): CategoryState {
    const state = this.#states.get(category);
    if (state === undefined) throw new RangeError(`unknown log category ${category}`);
    return state;
  }
}

class CategoryLogger implements Logger {
  readonly #pino: PinoLogger;
  readonly #state: CategoryState;
  readonly #shared: SharedState;

  constructor(pinoLogger: PinoLogger, state: CategoryState, shared: SharedState) {
    this.#pino = pinoLogger;
    this.#state = state;
    this.#shared = shared;
  }

  error(message: string, fields?: LogFields): void {
    this.#log('error', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.#log('warn', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.#log('info', message, fields);
  }

  debug(message: string, fields?: LogFields): void {
    this.#log('debug', message, fields);
  }

  trace(message: string, fields?: LogFields): void {
    this.#log('trace', message, fields);
  }

  isEnabled(severity: LogSeverity): boolean {
    return severityRanks[severity] >= this.#state.minimumRank;
  }

  child(fields: LogFields): Logger {
    return new CategoryLogger(this.#pino.child(redacted(fields, false)), this.#state, this.#shared);
  }

  #log(severity: LogSeverity, message: string, fields: LogFields | undefined): void {
    if (severityRanks[severity] < this.#state.minimumRank) return;
    if (severity === 'error' || severity === 'warn') this.#shared.heard(severity);
    const showPatientData = severity === 'trace' || (severity === 'debug' && !this.#shared.deidentify);
    if (fields === undefined) this.#pino[severity](redactedText(message));
    else this.#pino[severity](redacted(fields, showPatientData), redactedText(message));
  }
}

function stateOf(verbosity: LogVerbosity): CategoryState {
  return { verbosity, minimumRank: severityRanks[verbositySeverities[verbosity]] };
}
