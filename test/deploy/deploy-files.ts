import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { type ImageSettings, imageSettings } from '../../scripts/dockerfile.ts';

export const root = join(import.meta.dirname, '../..');

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every file of `deploy`, from the root of the repository. */
export function deployFiles(): readonly string[] {
  return readdirSync(join(root, 'deploy'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('secrets'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

export function image(): ImageSettings {
  return imageSettings(textOf('deploy/docker/Dockerfile'));
}

/** What these tests look at of a service in compose.yaml. */
export interface ComposeService {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string; readonly target: string })[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly stop_grace_period?: string;
  readonly networks?: readonly string[];
  readonly read_only?: boolean;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

export function compose(): Compose {
  return parse(textOf('deploy/compose/compose.yaml'), { merge: true });
}

/** The assignments of a unit of systemd, in their order. */
export function unitSettings(path: string): readonly (readonly [name: string, value: string])[] {
  return textOf(path)
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
}
