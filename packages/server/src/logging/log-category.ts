/** Subjects of log messages, by the names of `/tools/log-level-*` and `--verbose-CATEGORY`. */
export const logCategories = ['generic', 'plugins', 'http', 'sqlite', 'dicom', 'jobs', 'lua'] as const;
export type LogCategory = (typeof logCategories)[number];

/** How much is logged, by the words of `/tools/log-level`. */
export const logVerbosities = ['default', 'verbose', 'trace'] as const;
export type LogVerbosity = (typeof logVerbosities)[number];

/** Severity of a message, as in pino. */
export type LogSeverity = 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Severities by rank; those of pino. */
export const severityRanks = { trace: 10, debug: 20, info: 30, warn: 40, error: 50 } as const satisfies Record<
  LogSeverity,
  number
>;

/** The least severity that each verbosity lets through. */
export const verbositySeverities = {
  default: 'info',
  verbose: 'debug',
  trace: 'trace',
} as const satisfies Record<LogVerbosity, LogSeverity>;
