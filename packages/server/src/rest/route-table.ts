import { pathOf } from './request-path.ts';

interface KnownRoute {
  readonly segments: readonly string[];
  readonly methods: Set<string>;
}

/** The URIs that exist and their methods: to tell an unknown URI from a wrong method. */
export class RouteTable {
  readonly #routes = new Map<string, KnownRoute>();

  /** @param pattern as given to fastify: `/patients/:id` */
  add(pattern: string, methods: string | readonly string[]): void {
    const route = this.#routes.get(pattern) ?? { segments: segmentsOf(pattern), methods: new Set() };
    for (const method of [methods].flat()) route.methods.add(method);
    this.#routes.set(pattern, route);
  }

  /** The methods that the URI has, in the peer's order; none when there is no such URI. */
  methodsOf(url: string | undefined): readonly string[] {
    const segments = segmentsOf(pathOf(url));
    const methods = new Set<string>();
    for (const route of this.#routes.values()) {
      if (!matches(route.segments, segments)) continue;
      for (const method of route.methods) methods.add(method);
    }
    return ['GET', 'POST', 'PUT', 'DELETE'].filter((method) => methods.has(method));
  }
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.at(-1) === '*') return segments.length >= pattern.length - 1 && prefixMatches(pattern, segments);
  return pattern.length === segments.length && prefixMatches(pattern, segments);
}

function prefixMatches(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.every((part, position) => part === '*' || part.startsWith(':') || part === segments[position]);
}
