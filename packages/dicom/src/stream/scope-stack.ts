import type { Tag } from '../tag.ts';
import { ParseScope, type ScopeKind } from './parse-scope.ts';

/** What the parser stands in, from the root data set to the innermost item. */
export class ScopeStack {
  readonly #scopes: ParseScope[] = [];
  top = new ParseScope();
  /** Scopes around the top one; 0 at the root. */
  level = 0;

  constructor() {
    this.#scopes.push(this.top);
  }

  push(kind: ScopeKind, tag: Tag, end: number): ParseScope {
    const parent = this.top;
    this.level += 1;
    let scope = this.#scopes[this.level];
    if (scope === undefined) {
      scope = new ParseScope();
      this.#scopes.push(scope);
    }
    scope.open(kind, tag, end, parent);
    this.top = scope;
    return scope;
  }

  pop(): ParseScope {
    this.level -= 1;
    this.top = this.#scopes[this.level] ?? this.top;
    return this.top;
  }
}
