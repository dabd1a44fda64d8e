import type { JsonValue } from './json.ts';
import type { ValueType } from './value-type.ts';

/** One option of the configuration: a row of the table that validation, documentation and types come from. */
export interface Option {
  readonly type: ValueType<unknown>;
  /** As it would be written in a file; undefined: unset, and the meaning says what that implies. */
  readonly default: JsonValue | undefined;
  readonly unit?: 's' | 'h' | 'd' | 'MB' | 'bytes';
  readonly meaning: string;
  /**
   * yes: does what it says; ignored: accepted from a peer's file, without effect here;
   * later: not built yet, setting it gives a warning.
   */
  readonly support: 'yes' | 'ignored' | 'later';
  /** Why the option is ignored, or what is missing. */
  readonly reason?: string;
  /** Older names of the same option. */
  readonly aliases?: readonly string[];
}

/** Options of one subject, in the order they are printed. */
export type OptionRows = Readonly<Record<string, Option>>;

/** The type of an option's value once validated. */
export type OptionValue<Row extends Option> =
  Row['type'] extends ValueType<infer Value> ? (Row['default'] extends undefined ? Value | undefined : Value) : never;
