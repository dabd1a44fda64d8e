/** What can be wrong with a configuration; the codes are stable. */
export type ConfigurationErrorCode =
  | 'CONFIGURATION_UNREADABLE'
  | 'CONFIGURATION_SYNTAX'
  | 'CONFIGURATION_DUPLICATE_KEY'
  | 'CONFIGURATION_TYPE'
  | 'CONFIGURATION_RANGE'
  | 'CONFIGURATION_VALUE'
  | 'CONFIGURATION_CONFLICT';

/** Where in the configuration something is. */
export interface ConfigurationPlace {
  /** A file, `environment variable NAME` or `secret NAME`. */
  readonly file?: string;
  /** First line is 1. */
  readonly line?: number;
  /** The option, then the fields inside it: `DicomModalities.pacs.Port`. */
  readonly key?: string;
}

/** The configuration cannot be used. The message names the place and never holds a value, which may be a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly code: ConfigurationErrorCode;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly key: string | undefined;

  constructor(code: ConfigurationErrorCode, problem: string, place: ConfigurationPlace = {}, options?: ErrorOptions) {
    super(describePlace(place) + problem, options);
    this.code = code;
    this.file = place.file;
    this.line = place.line;
    this.key = place.key;
  }
}

/** Something to tell the user that does not stop the server. */
export interface ConfigurationWarning extends ConfigurationPlace {
  readonly code:
    | 'unknown-key'
    | 'plugin-section'
    | 'not-supported-yet'
    | 'obsolete'
    | 'repeated-key'
    | 'unset-variable';
  /** Whole sentence, the place included. */
  readonly message: string;
}

/** A warning whose message begins with its place, as the message of an error does. */
export function configurationWarning(
  code: ConfigurationWarning['code'],
  problem: string,
  place: ConfigurationPlace,
): ConfigurationWarning {
  return { code, message: describePlace(place) + problem, ...place };
}

function describePlace({ file, line, key }: ConfigurationPlace): string {
  const position = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  return position + (key === undefined ? '' : `${key}: `);
}
