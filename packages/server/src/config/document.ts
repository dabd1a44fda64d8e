import { dirname } from 'node:path';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import {
  ConfigurationError,
  type ConfigurationPlace,
  type ConfigurationWarning,
  configurationWarning,
} from './errors.ts';
import type { JsonValue } from './json.ts';
import type { ValuePath } from './value-reader.ts';

/** One parsed configuration, of a file or a variable; it remembers where each value is written. */
export class ConfigurationDocument {
  readonly file: string;
  readonly folder: string;
  readonly #text: string;
  readonly #root: Node;

  private constructor(file: string, text: string, folder: string, root: Node) {
    this.file = file;
    this.folder = folder;
    this.#text = text;
    this.#root = root;
  }

  /**
   * Parses JSON with comments of both kinds of C++; trailing commas are let pass, as the peer does.
   * @param file where the text is from
   * @param folder where relative paths in it start
   * @throws ConfigurationError naming file and line
   */
  static parse(file: string, text: string, folder: string = dirname(file)): ConfigurationDocument {
    const errors: ParseError[] = [];
    const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error !== undefined) {
      // `CloseBraceExpected` and the like
      const problem = printParseErrorCode(error.error)
        .replaceAll(/\B[A-Z]/g, ' $&')
        .toLowerCase();
      const place = { file, line: lineAt(text, error.offset) };
      throw new ConfigurationError('CONFIGURATION_SYNTAX', `not valid JSON: ${problem}`, place);
    }
    if (root?.type !== 'object') {
      throw new ConfigurationError('CONFIGURATION_SYNTAX', 'it must be one JSON object', { file });
    }
    return new ConfigurationDocument(file, text, folder, root);
  }

  /** The top-level keys and their values. A key written twice has its last value. */
  entries(): ReadonlyMap<string, JsonValue> {
    return new Map(properties(this.#root).map(([key, value]) => [key, jsonOf(value)]));
  }

  /** A warning for each top-level key that is written more than once. */
  repeatedKeys(): ConfigurationWarning[] {
    const keys = properties(this.#root).map(([key]) => key);
    const repeated = new Set(keys.filter((key, position) => keys.indexOf(key) !== position));
    return [...repeated].map((key) =>
      configurationWarning('repeated-key', 'written more than once, the last value is used', {
        ...this.locate([key]),
        key,
      }),
    );
  }

  /** Where a value is written; the nearest value around it when it is not itself in the file. */
  locate(path: ValuePath): ConfigurationPlace {
    for (let length = path.length; length > 0; length--) {
      const node = findNodeAtLocation(this.#root, path.slice(0, length));
      if (node !== undefined) return { file: this.file, line: lineAt(this.#text, node.offset) };
    }
    return { file: this.file };
  }
}

function properties(object: Node): [string, Node][] {
  return (object.children ?? []).flatMap(({ children: [key, value] = [] }): [string, Node][] =>
    typeof key?.value === 'string' && value !== undefined ? [[key.value, value]] : [],
  );
}

function jsonOf(node: Node): JsonValue {
  if (node.type === 'object') return Object.fromEntries(properties(node).map(([key, value]) => [key, jsonOf(value)]));
  if (node.type === 'array') return (node.children ?? []).map(jsonOf);
  return node.value;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
