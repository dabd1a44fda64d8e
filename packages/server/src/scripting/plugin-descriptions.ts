import type { Plugin } from '../plugins/plugin.ts';
import { pluginFailure } from '../plugins/plugin-thread-client.ts';

/** A plugin, as `/plugins` shows it. */
export function pluginDescription({ manifest: { description, name, version } }: Plugin) {
  return { id: name, version, ...(description !== undefined && { description }) };
}

/** The routes of a plugin, as the REST API adds them. */
export function pluginRoutesOf(plugin: Plugin) {
  return plugin.manifest.routes.map(({ method, url }, position) => ({
    plugin: plugin.manifest.name,
    method,
    url,
    handle: async (request: object) => answerOf(await plugin.call({ kind: 'route', position }, request)),
  }));
}

function answerOf(value: unknown) {
  const { body = '', headers = {}, status = 200 } = Object(value);
  const isBody = typeof body === 'string' || body instanceof Uint8Array;
  if (!isBody || !Number.isInteger(status) || status < 200 || status > 599 || typeof headers !== 'object') {
    throw pluginFailure('a route must answer { status, headers, body }');
  }
  const texts = Object.entries(headers).map(([name, text]) => [name, String(text)] as const);
  return {
    status: Number(status),
    headers: Object.fromEntries(texts),
    body: typeof body === 'string' ? body : Buffer.from(body),
  };
}
