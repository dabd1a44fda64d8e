import { IsocenterError } from '../model/isocenter-error.ts';

/** A JSON object of a request. */
export type BodyObject = Readonly<Record<string, unknown>>;

/** @throws IsocenterError BadRequest when the value is no JSON object */
export function bodyObject(value: unknown, what = 'The body'): BodyObject {
  if (!isBodyObject(value)) throw new IsocenterError('BadRequest', `${what} is not a JSON object`);
  return value;
}

export function isBodyObject(value: unknown): value is BodyObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the fields of a JSON object; each is undefined when it is absent. Throws BadRequest for a wrong type. */
export class BodyFields {
  readonly #body: BodyObject;

  constructor(body: BodyObject) {
    this.#body = body;
  }

  has(name: string): boolean {
    return this.#body[name] !== undefined;
  }

  raw(name: string): unknown {
    return this.#body[name];
  }

  text(name: string): string | undefined {
    return this.#typed(name, 'a string', (value) => typeof value === 'string');
  }

  flag(name: string): boolean | undefined {
    return this.#typed(name, 'true or false', (value) => typeof value === 'boolean');
  }

  integer(name: string): number | undefined {
    return this.#typed(name, 'an integer', (value): value is number => Number.isSafeInteger(value));
  }

  /** An integer of at least 0. */
  count(name: string): number | undefined {
    const value = this.integer(name);
    if (value !== undefined && value < 0) throw wrongType(name, 'an integer of at least 0');
    return value;
  }

  texts(name: string): readonly string[] | undefined {
    return this.#typed(name, 'an array of strings', isTexts);
  }

  object(name: string): BodyObject | undefined {
    return this.#typed(name, 'an object', isBodyObject);
  }

  objects(name: string): readonly BodyObject[] | undefined {
    return this.#typed(
      name,
      'an array of objects',
      (value): value is readonly BodyObject[] => Array.isArray(value) && value.every(isBodyObject),
    );
  }

  #typed<Value>(name: string, expected: string, is: (value: unknown) => value is Value): Value | undefined {
    const value = this.#body[name];
    if (value === undefined) return undefined;
    if (!is(value)) throw wrongType(name, expected);
    return value;
  }
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function wrongType(name: string, expected: string): IsocenterError {
  return new IsocenterError('BadRequest', `The field ${name} must be ${expected}`);
}
