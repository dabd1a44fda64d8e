import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Configuration } from '../config/options.ts';
import type { InProcessClient } from '../hooks/in-process-client.ts';
import type { HttpClient } from '../http-client/http-client.ts';
import type { Logger } from '../logging/logger.ts';
import { redacted } from '../logging/redaction.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { LuaEngine, type LuaEngineOptions, type LuaScript } from './lua-engine.ts';
import { LuaHost } from './lua-host.ts';
import type { LuaValue } from './lua-value.ts';

export interface LuaParts extends Pick<LuaEngineOptions, 'perform'> {
  /** The REST API of this server, once it is there. */
  readonly client: () => InProcessClient | undefined;
  readonly httpClient: Pick<HttpClient, 'request'>;
  readonly logger: Logger;
}

const bytesPerMegabyte = 1024 * 1024;

/**
 * Lua with the scripts of the configuration, which are still to be started; undefined where the configuration has no use
 * for Lua.
 * @throws IsocenterError InexistentFile
 */
export async function openLua(configuration: Configuration, parts: LuaParts): Promise<LuaEngine | undefined> {
  if (configuration.LuaScripts.length === 0 && !configuration.ExecuteLuaEnabled) return undefined;
  const maximumMemoryBytes = configuration.LuaMemoryLimit * bytesPerMegabyte;
  const host = new LuaHost({
    client: parts.client,
    configuration: configurationForScripts(configuration),
    httpClient: parts.httpClient,
    maximumAnswerBytes: maximumMemoryBytes,
    systemAccess: configuration.LuaSystemAccess,
    logger: parts.logger,
  });
  return new LuaEngine({
    scripts: await Promise.all(configuration.LuaScripts.map(scriptOf)),
    timeLimitMs: configuration.LuaTimeLimit * 1000,
    maximumMemoryBytes,
    systemAccess: configuration.LuaSystemAccess,
    answer: (name, args) => host.answer(name, args),
    perform: parts.perform,
    logger: parts.logger,
  });
}

/** What it says of users, passwords and keys is no business of a script. */
function configurationForScripts({ RegisteredUsers: _, ...configuration }: Configuration): LuaValue {
  return JSON.parse(JSON.stringify(redacted(configuration, true)));
}

async function scriptOf(path: string): Promise<LuaScript> {
  return { name: basename(path), text: Buffer.from(await textOfFile(path), 'utf8') };
}

async function textOfFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new IsocenterError('InexistentFile', `The file ${path} cannot be read`, { cause });
  }
}
