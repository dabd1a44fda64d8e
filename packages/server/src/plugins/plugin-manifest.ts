import type { PluginManifest } from './plugin-thread-protocol.ts';

const pluginName = /^[\w.-]{1,64}$/;
const methods: ReadonlySet<unknown> = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** What a module has to say of itself. @throws TypeError that says what is expected */
export function manifestOf(plugin: unknown): PluginManifest {
  if (typeof plugin !== 'object' || plugin === null) throw new TypeError('its default export must be a plugin');
  const fields: Readonly<Record<string, unknown>> = { ...plugin };
  const { description, heartbeatSeconds = 0, name, onFailure = 'refuse', routes = [], version } = fields;
  if (typeof name !== 'string' || !pluginName.test(name)) {
    throw new TypeError('its name must be made of letters, digits, ".", "-" and "_"');
  }
  if (typeof version !== 'string') throw new TypeError('its version must be a string');
  if (onFailure !== 'accept' && onFailure !== 'refuse') {
    throw new TypeError('its onFailure must be "accept" or "refuse"');
  }
  if (typeof heartbeatSeconds !== 'number' || !(heartbeatSeconds >= 0)) {
    throw new TypeError('its heartbeatSeconds must be a number');
  }
  if (!Array.isArray(routes)) throw new TypeError('its routes must be an array');
  return {
    name,
    version,
    description: typeof description === 'string' ? description : undefined,
    events: functionsOf(fields.events),
    filters: functionsOf(fields.filters),
    routes: routes.map(routeOf),
    onFailure,
    heartbeatSeconds,
  };
}

function functionsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => (typeof entry === 'function' ? [name] : []));
}

function routeOf(route: unknown): PluginManifest['routes'][number] {
  const { handle, method, url } = Object(route);
  if (!methods.has(method) || typeof url !== 'string' || !url.startsWith('/') || typeof handle !== 'function') {
    throw new TypeError('a route must have a method, a url that begins with "/" and a function handle');
  }
  return { method, url };
}
