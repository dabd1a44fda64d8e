/** Numbers that a URI can name: a name is one of the server's own or one that the user gave. */
export class NamedNumbers {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #names: ReadonlyMap<number, string>;

  constructor(own: Readonly<Record<string, number>>, ofUsers: Readonly<Record<string, number>>) {
    this.#numbers = new Map([...Object.entries(ofUsers), ...Object.entries(own)]);
    this.#names = new Map([...this.#numbers].map(([name, number]) => [number, name]));
  }

  /** The number of a name, or written in digits (32 bits at most); undefined for another text. */
  numberOf(text: string): number | undefined {
    return this.#numbers.get(text) ?? integerOf(text);
  }

  /** The name of a number, or its digits. */
  nameOf(number: number): string {
    return this.#names.get(number) ?? String(number);
  }
}

function integerOf(text: string): number | undefined {
  if (!/^[+-]?\d{1,10}$/.test(text)) return undefined;
  const number = Number(text);
  return number === (number | 0) ? number : undefined;
}
