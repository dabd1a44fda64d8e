import type { Entry } from './node.ts';

/** What was put lately: clients look for what they have written. */
const maxEntries = 10_000;

interface Upload {
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  readonly at: Date;
}

/** The folder that takes uploads. What is put there becomes part of the archive; only its name stays here for a while. */
export class UploadFolder {
  readonly #uploads = new Map<string, Upload>();

  put(path: string, upload: Upload): void {
    this.#uploads.delete(path);
    this.#uploads.set(path, upload);
    const [oldest] = this.#uploads.keys();
    if (this.#uploads.size > maxEntries && oldest !== undefined) this.#uploads.delete(oldest);
  }

  /** undefined: nothing of that name was put. The folder itself is always there. */
  find(path: string): Upload | undefined {
    return path === '' ? { isFolder: true, sizeBytes: 0, at: new Date() } : this.#uploads.get(path);
  }

  remove(path: string): void {
    for (const known of [...this.#uploads.keys()]) {
      if (known === path || known.startsWith(`${path}/`)) this.#uploads.delete(known);
    }
  }

  members(path: string): readonly Entry[] {
    const prefix = path === '' ? '' : `${path}/`;
    const entries: Entry[] = [];
    for (const [known, { at, isFolder, sizeBytes }] of this.#uploads) {
      const name = known.slice(prefix.length);
      if (!known.startsWith(prefix) || name === '' || name.includes('/')) continue;
      entries.push({ name, node: { kind: 'uploads', path: known }, isFolder, sizeBytes, modifiedAt: at });
    }
    return entries;
  }
}
