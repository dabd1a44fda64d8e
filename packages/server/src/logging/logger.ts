import type { LogSeverity } from './log-category.ts';

/** Facts about a message. Errors go under `error`; secrets and patient data are removed by their names. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Where the server's parts write what happens. Messages are fixed sentences: what varies is in the fields, where
 * redaction can see it.
 */
export interface Logger {
  /** Something did not work, and somebody has to look at it. */
  error(message: string, fields?: LogFields): void;
  /** Something is not as it should be, and the server can live with it. */
  warn(message: string, fields?: LogFields): void;
  /** Rare and notable: start, stop, jobs. Never patient data. */
  info(message: string, fields?: LogFields): void;
  /** Each operation, for `--verbose`. */
  debug(message: string, fields?: LogFields): void;
  /** The inside of operations, for `--trace`; patient data is shown. */
  trace(message: string, fields?: LogFields): void;
  /** Whether such a message would be written; to be asked before fields that are costly to collect. */
  isEnabled(severity: LogSeverity): boolean;
  /** A logger whose messages all carry these fields, such as the id of an association or of a job. */
  child(fields: LogFields): Logger;
}

/** A logger that writes nothing, for programs that embed the server's parts. */
export const silentLogger: Logger = Object.freeze({
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  trace: () => {},
  isEnabled: () => false,
  child: () => silentLogger,
});
