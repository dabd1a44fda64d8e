import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { multipartParameters, multipartParts } from '../../src/streams/multipart-parts.ts';
import { mutated } from '../faults/mutation.ts';
import { randomFrom, seed } from '../faults/random.ts';

const boundary = 'b0undary';
const noEnd = (cause: unknown) => new Error('no end', { cause });

/** RFC 2046 5.1.1: delimiter, headers, an empty line, and the body up to the next delimiter. */
function bodyOf(parts: readonly Uint8Array[], header = 'Content-Type: application/dicom'): Buffer {
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${header}\r\n\r\n`),
    part,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for await (const part of multipartParts({ boundary, chunks, noEnd })) {
    parts.push(Buffer.concat(await Array.fromAsync(part.chunks)));
  }
  return parts;
}

describe('the parts of a multipart body', { timeout: 60_000 }, () => {
  it('come as they were sent, however the body arrives in pieces', async () => {
    // Bytes of the delimiter, often.
    const byte = fc.constantFrom(...Buffer.from(`\r\n--${boundary}x`));
    const part = fc.array(byte, { maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 80 }),
        async (parts, size) => {
          fc.pre(parts.every((each) => !each.includes(`--${boundary}`)));
          const found = await read(inPieces(bodyOf(parts), size));
          assert.deepEqual(
            found.map((each) => each.toString('latin1')),
            parts.map((each) => each.toString('latin1')),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('end, in order or with an error, whatever is done to the body', async () => {
    const random = randomFrom(seed);
    const original = bodyOf([Buffer.alloc(300, 1), Buffer.alloc(300, 2), Buffer.alloc(300, 3)]);
    for (let time = 0; time < 500; time += 1) {
      const hostile = mutated(original, random);
      let bytes = 0;
      try {
        for (const part of await read(inPieces(hostile, 1 + Math.floor(random() * 200)))) bytes += part.length;
      } catch (error) {
        assert.match(String(error), /no end/, `seed ${seed}, time ${time}`);
      }
      assert.ok(bytes <= hostile.length);
    }
  });

  it('have headers, cut where they are too long', async () => {
    const body = bodyOf([Buffer.from('x')], `Content-Type: application/dicom\r\nX-Long: ${'y'.repeat(100_000)}`);
    for await (const { headers } of multipartParts({ boundary, chunks: inPieces(body, 1000), noEnd })) {
      assert.equal(headers.get('content-type'), 'application/dicom');
      assert.ok((headers.get('x-long') ?? '').length < 20_000);
    }
  });

  it('are dropped where nobody reads them', async () => {
    const body = bodyOf([Buffer.alloc(100_000, 1), Buffer.alloc(100_000, 2), Buffer.from('last')]);
    const last: string[] = [];
    for await (const { chunks } of multipartParts({ boundary, chunks: inPieces(body, 1000), noEnd })) {
      for await (const chunk of chunks) {
        // Of the first two only the beginning.
        if (chunk[0] === 1 || chunk[0] === 2) break;
        last.push(Buffer.from(chunk).toString());
      }
    }
    assert.equal(last.join(''), 'last');
  });

  it('are read no faster than they are taken', async () => {
    let given = 0;
    async function* endless() {
      yield Buffer.from(`--${boundary}\r\n\r\n`);
      for (;;) {
        given += 1000;
        yield Buffer.alloc(1000);
      }
    }
    let taken = 0;
    for await (const { chunks } of multipartParts({ boundary, chunks: endless(), noEnd })) {
      for await (const chunk of chunks) {
        taken += chunk.length;
        assert.ok(given - taken < 200_000, `${given - taken} bytes ahead`);
        if (taken > 1_000_000) break;
      }
      break;
    }
    assert.ok(taken > 1_000_000);
  });

  it('fail with what the body fails with, also for the one who reads a part', async () => {
    const reason = new Error('the connection is lost');
    async function* broken() {
      yield bodyOf([Buffer.alloc(100)]).subarray(0, 60);
      throw reason;
    }
    await assert.rejects(read(broken()), reason);
  });

  it('break off with the body also for a reader who comes late', async () => {
    const body = bodyOf([Buffer.from('first'), Buffer.from('second')]);
    async function* cut() {
      yield body.subarray(0, body.length - 20);
    }
    const parts = multipartParts({ boundary, chunks: cut(), noEnd });
    const read = async () => {
      for await (const { chunks } of parts) {
        // The whole body has been parsed meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
        for await (const _ of chunks);
        ended += 1;
      }
    };
    let ended = 0;
    await assert.rejects(read(), /no end/);
    assert.equal(ended, 1);
  });

  it('have no end where the body is cut', async () => {
    const body = bodyOf([Buffer.alloc(100, 1), Buffer.alloc(100, 2)]);
    for (const length of [10, 60, 170, 250, body.length - 4, body.length - 6]) {
      await assert.rejects(read(inPieces(body.subarray(0, length), 50)), /no end/, `${length} bytes`);
    }
  });
});

describe('the type of a multipart body', () => {
  it('has parameters, quoted or not', () => {
    const type = 'Multipart/Related; TYPE="application/dicom"; boundary=b0undary; start = "a"';
    assert.deepEqual(
      [...(multipartParameters(type, 'related') ?? [])],
      [
        ['type', 'application/dicom'],
        ['boundary', 'b0undary'],
        ['start', 'a'],
      ],
    );
  });

  it('is told from others', () => {
    assert.equal(multipartParameters('multipart/form-data; boundary=x', 'related'), undefined);
    assert.equal(multipartParameters(undefined, 'related'), undefined);
  });
});
