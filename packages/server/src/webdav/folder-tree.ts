import type { IndexStore } from '../index/index-store.ts';
import type { ResourceCondition, ResourceQuery, ResourceRecord } from '../index/resource-query.ts';
import { contentTypes } from '../model/content-type.ts';
import type { Level } from '../model/level.ts';
import { normalizeIdentifier } from '../model/text-form.ts';
import { distinctName } from '../zip-export/archive-names.ts';
import { entryName } from './entry-names.ts';
import { type Entry, type Node, type View, views } from './node.ts';
import { StudyDates } from './study-dates.ts';

/** Paths whose end is remembered: to find a folder by its name, its siblings are read. */
const maxKnownPaths = 10_000;

/** The archive as folders and files: what a path leads to, and what is in a folder. */
export class FolderTree {
  readonly #index: Pick<IndexStore, 'findResources' | 'getResource'>;
  readonly #dates: StudyDates;
  readonly #known = new Map<string, Node>();

  constructor(index: Pick<IndexStore, 'findResources' | 'getResource'>) {
    this.#index = index;
    this.#dates = new StudyDates(index);
  }

  /** What a path leads to, from the top; undefined when it leads nowhere. */
  async resolve(path: readonly string[]): Promise<Node | undefined> {
    if (path[0] === 'uploads') return { kind: 'uploads', path: path.slice(1).join('/') };
    let node: Node = { kind: 'root' };
    for (const [depth, name] of path.entries()) {
      const key = path.slice(0, depth + 1).join('/');
      const next: Node | undefined = (await this.#remembered(key)) ?? (await this.#child(node, name));
      if (next === undefined) return undefined;
      this.#remember(key, next);
      node = next;
    }
    return node;
  }

  /** The members of a folder, in pages. */
  async *members(node: Node): AsyncGenerator<readonly Entry[]> {
    switch (node.kind) {
      case 'root':
        yield views.map((view): Entry => ({ name: view, node: { kind: 'view', view }, isFolder: true }));
        yield [{ name: 'uploads', node: { kind: 'uploads', path: '' }, isFolder: true }];
        return;
      case 'view':
        yield* this.#ofView(node.view);
        return;
      case 'year':
        for (const month of await this.#dates.monthsOf(node.year)) {
          yield [{ name: month, node: { kind: 'month', month }, isFolder: true }];
        }
        return;
      case 'month':
        yield* this.#resources('by-dates', 'Study', [this.#dates.conditionOf(node.month)]);
        return;
      case 'resource':
        yield* this.#ofResource(node);
        return;
      default:
    }
  }

  async *#ofView(view: View): AsyncGenerator<readonly Entry[]> {
    if (view === 'by-dates') {
      for (const year of await this.#dates.years()) {
        yield [{ name: year, node: { kind: 'year', year }, isFolder: true }];
      }
      return;
    }
    yield* this.#resources(view, view === 'by-patients' ? 'Patient' : 'Study', []);
  }

  async *#ofResource({
    level,
    publicId,
    view,
  }: Node & { readonly kind: 'resource' }): AsyncGenerator<readonly Entry[]> {
    if (view === 'by-uids' && level !== 'Patient') {
      yield [{ name: `${level.toLowerCase()}.json`, node: { kind: 'document', level, publicId }, isFolder: false }];
    }
    const within = [{ derived: true, kind: 'within', level, publicId }] as const;
    if (level === 'Series') yield* this.#instances(view, within);
    else yield* this.#resources(view, level === 'Patient' ? 'Study' : 'Series', within);
  }

  /** Names that are taken get a number: the order of the public ids says which. */
  async *#resources(
    view: View,
    level: Exclude<Level, 'Instance'>,
    conditions: readonly ResourceCondition[],
  ): AsyncGenerator<readonly Entry[]> {
    const want = { tags: true, ancestorTags: level === 'Study' ? (['Patient'] as const) : [] };
    const taken = new Set<string>();
    for await (const page of this.#pages({ level, conditions, order: [{ by: 'public-id' }], want })) {
      yield page.map(
        (record): Entry => ({
          name: distinctName(entryName(view, level, record), taken),
          node: { kind: 'resource', view, level, publicId: record.publicId },
          isFolder: true,
          modifiedAt: dateOf(record.lastUpdate),
        }),
      );
    }
  }

  async *#instances(view: View, conditions: readonly ResourceCondition[]): AsyncGenerator<readonly Entry[]> {
    const want = { tags: view === 'by-uids', attachments: true, metadata: true };
    for await (const page of this.#pages({ level: 'Instance', conditions, order: [{ by: 'retrieve' }], want })) {
      yield page.map(
        (record): Entry => ({
          name: entryName(view, 'Instance', record),
          node: { kind: 'instance', publicId: record.publicId },
          isFolder: false,
          sizeBytes: record.attachments?.find(({ contentType }) => contentType === contentTypes.dicom)
            ?.uncompressedSize,
          modifiedAt: dateOf(record.metadata?.ReceptionDate),
        }),
      );
    }
  }

  async #child(node: Node, name: string): Promise<Node | undefined> {
    const direct = await this.#direct(node, name);
    if (direct !== undefined) return direct;
    for await (const page of this.members(node)) {
      const entry = page.find((member) => member.name === name);
      if (entry !== undefined) return entry.node;
    }
    return undefined;
  }

  /** Where names are identifiers nothing needs to be read but what they name. */
  async #direct(node: Node, name: string): Promise<Node | undefined> {
    if (node.kind === 'view' && node.view === 'by-uids') return this.#named('Study', name, []);
    if (node.kind !== 'resource') return undefined;
    const { level, publicId, view } = node;
    const within = { derived: true, kind: 'within', level, publicId } as const;
    if (view === 'by-uids' && level === 'Study') return this.#named('Series', name, [within]);
    if (view === 'by-uids' || level !== 'Series' || !name.endsWith('.dcm')) return undefined;
    const instance = await this.#index.getResource('Instance', name.slice(0, -'.dcm'.length), { parent: true });
    return instance?.parent === publicId ? { kind: 'instance', publicId: instance.publicId } : undefined;
  }

  async #named(
    level: 'Study' | 'Series',
    uid: string,
    conditions: readonly ResourceCondition[],
  ): Promise<Node | undefined> {
    const named = { derived: true, kind: 'identifier', level, values: [normalizeIdentifier(uid)] } as const;
    for await (const page of this.#pages({
      level,
      conditions: [named, ...conditions],
      order: [{ by: 'public-id' }],
      limit: 1,
      want: {},
    })) {
      const [record] = page;
      if (record !== undefined) return { kind: 'resource', view: 'by-uids', level, publicId: record.publicId };
    }
    return undefined;
  }

  #pages(query: ResourceQuery): AsyncIterable<readonly ResourceRecord[]> {
    return this.#index.findResources(query);
  }

  /** What was there may be gone. */
  async #remembered(key: string): Promise<Node | undefined> {
    const node = this.#known.get(key);
    if (node?.kind !== 'resource') return undefined;
    const resource = await this.#index.getResource(node.level, node.publicId, {});
    if (resource !== undefined) return node;
    this.#known.delete(key);
    return undefined;
  }

  #remember(key: string, node: Node): void {
    if (node.kind !== 'resource') return;
    this.#known.delete(key);
    this.#known.set(key, node);
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKnownPaths && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** `YYYYMMDDTHHMMSS`, UTC. */
function dateOf(text: string | undefined): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
