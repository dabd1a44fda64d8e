import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DeferredFiles } from '../../src/blobs/files/deferred-files.ts';

const mebibyte = 1024 * 1024;

/** Records what is written; a write ends when the test says so, unless `atOnce`. */
class Disk {
  readonly written: string[] = [];
  readonly #open = new Map<string, PromiseWithResolvers<void>>();
  atOnce = true;
  failure: Error | undefined;

  readonly write = async (uuid: string): Promise<void> => {
    if (!this.atOnce) {
      const end = Promise.withResolvers<void>();
      this.#open.set(uuid, end);
      await end.promise;
    }
    if (this.failure !== undefined) throw this.failure;
    this.written.push(uuid);
  };

  end(uuid: string): void {
    this.#open.get(uuid)?.resolve();
  }
}

function bytes(length: number): Uint8Array {
  return new Uint8Array(length);
}

describe('a small file that need not be there yet', () => {
  it('is held in memory, where it can be read, and is written when it is asked for', async () => {
    const disk = new Disk();
    const files = new DeferredFiles(disk.write);
    const content = bytes(10);
    await files.add('one', content);
    assert.deepEqual(disk.written, []);
    assert.equal(files.bytesOf('one'), content);
    await files.written('one');
    assert.deepEqual(disk.written, ['one']);
    assert.equal(files.bytesOf('one'), undefined);
  });

  it('can be read until its file is whole', async () => {
    const disk = new Disk();
    disk.atOnce = false;
    const files = new DeferredFiles(disk.write);
    await files.add('one', bytes(10));
    const written = files.written('one');
    assert.notEqual(files.bytesOf('one'), undefined);
    disk.end('one');
    await written;
    assert.equal(files.bytesOf('one'), undefined);
  });

  it('is written once, however many ask for it', async () => {
    const disk = new Disk();
    const files = new DeferredFiles(disk.write);
    await files.add('one', bytes(10));
    await Promise.all([files.written('one'), files.flush(), files.written('one')]);
    await files.written('one');
    assert.deepEqual(disk.written, ['one']);
  });

  it('is not written when it is dropped before', async () => {
    const disk = new Disk();
    const files = new DeferredFiles(disk.write);
    await files.add('one', bytes(10));
    await files.add('two', bytes(10));
    await files.drop('one');
    await files.close();
    assert.deepEqual(disk.written, ['two']);
  });

  it('is written by the time that dropping it resolves, when that was under way', async () => {
    const disk = new Disk();
    disk.atOnce = false;
    const files = new DeferredFiles(disk.write);
    await files.add('one', bytes(10));
    void files.written('one');
    const dropped = files.drop('one').then(() => [...disk.written]);
    disk.end('one');
    assert.deepEqual(await dropped, ['one']);
  });

  it('is written, the oldest first, when more than 32 MiB wait', async () => {
    const disk = new Disk();
    const files = new DeferredFiles(disk.write);
    for (let number = 0; number < 32; number += 1) await files.add(`file ${number}`, bytes(mebibyte));
    assert.equal(disk.written.length, 0);
    await files.add('last', bytes(mebibyte));
    await files.written('file 0');
    assert.equal(disk.written[0], 'file 0');
    assert.equal(disk.written.includes('last'), false);
    await files.close();
    assert.equal(disk.written.length, 33);
  });

  it('makes whoever brings it wait for its file when 64 MiB wait already: memory is bounded', async () => {
    const disk = new Disk();
    disk.atOnce = false;
    const files = new DeferredFiles(disk.write);
    for (let number = 0; number < 64; number += 1) await files.add(`file ${number}`, bytes(mebibyte));
    let taken = false;
    const added = files.add('last', bytes(mebibyte)).then(() => {
      taken = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(taken, false);
    disk.end('last');
    await added;
    assert.equal(disk.written.includes('last'), true);
  });

  it('is refused while files cannot be written, and taken again when they can', async () => {
    const disk = new Disk();
    const files = new DeferredFiles(disk.write);
    disk.failure = new Error('no space');
    await files.add('first', bytes(10));
    await assert.rejects(files.written('first'), /no space/);
    assert.notEqual(files.bytesOf('first'), undefined, 'what was taken is kept');
    await assert.rejects(files.add('second', bytes(10)), /no space/);
    assert.equal(files.bytesOf('second'), undefined);
    disk.failure = undefined;
    await files.add('third', bytes(10));
    assert.deepEqual(disk.written, ['third']);
    await files.add('fourth', bytes(10));
    assert.deepEqual(disk.written, ['third']);
    await files.close();
    assert.deepEqual(disk.written, ['third', 'first', 'fourth']);
  });
});
