import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Logger } from '../logging/logger.ts';
import { asIsocenterError, IsocenterError } from '../model/isocenter-error.ts';
import { isNativePlugin, nativePluginAdvice } from './native-plugins.ts';
import { Plugin, type PluginOptions } from './plugin.ts';

const moduleExtensions: ReadonlySet<string> = new Set(['.js', '.mjs', '.ts', '.mts']);

/**
 * Loads the plugins that the configuration names: modules, or folders of them. Those of the peer are told of.
 * @throws IsocenterError when a module is missing or no plugin
 */
export async function openPlugins(
  paths: readonly string[],
  options: Omit<PluginOptions, 'path'>,
): Promise<readonly Plugin[]> {
  const plugins: Plugin[] = [];
  try {
    for (const path of await modulesOf(paths, options.logger)) {
      const plugin = await Plugin.load({ ...options, path }).catch((cause: unknown) => {
        throw new IsocenterError('Plugin', `${path}: ${asIsocenterError(cause).message}`, { cause });
      });
      plugins.push(plugin);
      const { name, version } = plugin.manifest;
      if (plugins.some((other) => other !== plugin && other.manifest.name === name)) {
        throw new IsocenterError('Plugin', `${path}: another plugin has the name ${name}`);
      }
      options.logger.info('A plugin is loaded', { plugin: name, version, path });
    }
    return plugins;
  } catch (error) {
    await Promise.all(plugins.map((plugin) => plugin.close()));
    throw error;
  }
}

async function modulesOf(paths: readonly string[], logger: Logger): Promise<readonly string[]> {
  const modules: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      const names = (await readdir(path)).toSorted();
      for (const name of names) modules.push(...moduleOf(join(path, name), logger));
    } else if (found === undefined && moduleExtensions.has(extname(path))) {
      throw new IsocenterError('InexistentFile', `The plugin ${path} does not exist`);
    } else if (found === undefined && !isNativePlugin(extname(path))) {
      logger.error('The folder of plugins does not exist', { path });
    } else {
      modules.push(...moduleOf(path, logger));
    }
  }
  return modules;
}

function moduleOf(path: string, logger: Logger): readonly string[] {
  const extension = extname(path);
  if (moduleExtensions.has(extension)) return [path];
  if (isNativePlugin(extension)) logger.warn(nativePluginAdvice(basename(path)), { path });
  return [];
}
