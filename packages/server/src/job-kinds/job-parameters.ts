import type { DestinationOverrides } from '../dimse-out/destination.ts';
import type { JobJson } from '../jobs/job-record.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type TagFormat, tagFormats } from '../tag-json/tag-format.ts';

/** Reads the parameters of a job, which come from the REST API or from the database. */
export class JobParameters {
  readonly #json: JobJson;

  constructor(json: JobJson) {
    this.#json = json;
  }

  /** @throws IsocenterError `BadParameterType` when it is given and no text */
  text(name: string): string | undefined {
    const value = this.#json[name];
    if (value === undefined || typeof value === 'string') return value;
    throw wrongType(name, 'a string');
  }

  /** @throws IsocenterError `BadRequest` when it is missing */
  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new IsocenterError('BadRequest', `The parameter ${name} is missing`);
    return value;
  }

  /** @throws IsocenterError `BadParameterType` when it is given and no array of texts */
  texts(name: string): readonly string[] | undefined {
    const value = this.#json[name];
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw wrongType(name, 'an array of strings');
  }

  number(name: string): number | undefined {
    const value = this.#json[name];
    if (value === undefined || typeof value === 'number') return value;
    throw wrongType(name, 'a number');
  }

  boolean(name: string): boolean {
    const value = this.#json[name] ?? false;
    if (typeof value === 'boolean') return value;
    throw wrongType(name, 'a boolean');
  }

  /** `QueryFormat`: how a retrieve shows its queries. */
  queryFormat(): TagFormat {
    const value = this.text('QueryFormat') ?? 'Short';
    const format = tagFormats.find((known) => known === value);
    if (format === undefined) throw new IsocenterError('BadRequest', `Unknown format of tags: ${value}`);
    return format;
  }

  /** What the job asks of its destination in place of the configuration: LocalAet, CalledAet, Host, Port, Timeout. */
  destinationOverrides(): DestinationOverrides {
    const seconds = this.number('Timeout');
    return {
      localAet: this.text('LocalAet'),
      calledAet: this.text('CalledAet'),
      host: this.text('Host'),
      port: this.number('Port'),
      timeoutMs: seconds === undefined ? undefined : seconds * 1000,
    };
  }
}

function wrongType(name: string, expected: string): IsocenterError {
  return new IsocenterError('BadParameterType', `The parameter ${name} must be ${expected}`);
}
