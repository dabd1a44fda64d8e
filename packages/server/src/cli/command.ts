import type { LogCategory, LogVerbosity } from '../logging/log-category.ts';

/** What the command line says about the log; what it leaves out comes from the configuration. */
export interface LogArguments {
  readonly verbosity?: LogVerbosity;
  readonly categories: Readonly<Partial<Record<LogCategory, LogVerbosity>>>;
  readonly file?: string;
  readonly directory?: string;
}

/** What the program was asked to do. */
export type Command =
  | {
      readonly kind: 'serve';
      /** Files and folders; none: the defaults. */
      readonly configurationPaths: readonly string[];
      readonly logs: LogArguments;
      /** false: begin without the jobs that were saved. */
      readonly loadJobs: boolean;
    }
  /** Print the configuration with all defaults, to standard output unless a file is named. */
  | { readonly kind: 'print-configuration'; readonly file?: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** Print the catalogue of errors. */
  | { readonly kind: 'errors' }
  | { readonly kind: 'hash-password' }
  /** Ask the server that has this configuration whether it is ready. */
  | { readonly kind: 'health'; readonly configurationPaths: readonly string[] };

/** The command line cannot be understood. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
  readonly code: 'UNKNOWN_ARGUMENT' | 'MISSING_VALUE' | 'UNEXPECTED_VALUE' | 'CONTRADICTION';
  /** The argument that is wrong, without its value. */
  readonly argument: string;

  constructor(code: CommandLineError['code'], argument: string, problem: string) {
    super(`${argument}: ${problem}`);
    this.code = code;
    this.argument = argument;
  }
}
