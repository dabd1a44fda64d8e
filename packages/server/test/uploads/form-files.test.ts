import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { formBoundary, formFiles } from '../../src/uploads/form-files.ts';

const boundary = '----WebKitFormBoundaryX';

function formOf(parts: readonly (readonly [header: string, body: Uint8Array])[], end = '--'): Buffer {
  const pieces = parts.flatMap(([header, body]) => [
    Buffer.from(`--${boundary}\r\n${header}\r\n\r\n`),
    body,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}${end}`)]);
}

const disposition = (name: string) => `Content-Disposition: form-data; name="files[]"; filename="${name}"`;

async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function read(form: Uint8Array, pieceBytes = 64): Promise<[string, Buffer][]> {
  const files: [string, Buffer][] = [];
  for await (const { chunks, name } of formFiles(boundary, inPieces(form, pieceBytes))) {
    files.push([name, Buffer.concat(await Array.fromAsync(chunks))]);
  }
  return files;
}

describe('the files of a form', () => {
  it('come as they were sent, however the form arrives in pieces', async () => {
    const file = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 90 }),
        async (bodies, size) => {
          fc.pre(bodies.every((body) => !Buffer.from(body).includes(boundary)));
          const form = formOf(bodies.map((body, at) => [disposition(`${at}`), body] as const));
          const files = await read(form, size);
          assert.deepEqual(
            files.map(([name, bytes]) => [name, [...bytes]]),
            bodies.map((body, at) => [`${at}`, [...body]]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are told from fields, and may have blanks all over their headers', async () => {
    const form = formOf([
      ['Content-Disposition: form-data; name="comment"', Buffer.from('no file')],
      ['Content-Disposition  :   form-data  ; name ="files[]"   ; filename = "a b.dcm"  ', Buffer.from('file')],
    ]);
    assert.deepEqual(await read(form), [['a b.dcm', Buffer.from('file')]]);
  });

  it('end with the last boundary, with or without its hyphens, and nowhere else', async () => {
    const parts = [[disposition('a'), Buffer.from('hello')]] as const;
    assert.equal((await read(formOf(parts, ''))).length, 1);
    const whole = formOf(parts);
    for (const cut of [3, boundary.length, boundary.length + 8]) {
      await assert.rejects(read(whole.subarray(0, whole.length - cut)), { code: 'BadFileFormat' }, `${cut} cut off`);
    }
  });

  it('leave the sender waiting while they are not read', async () => {
    const body = Buffer.alloc(16 * 1024 * 1024, 1);
    const form = formOf([[disposition('large'), body]]);
    let sent = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(form, 64 * 1024)) {
        sent += piece.length;
        yield piece;
      }
    }
    for await (const { chunks } of formFiles(boundary, counted())) {
      for await (const chunk of chunks) {
        assert.ok(chunk.length > 0);
        assert.ok(sent < 1024 * 1024, `${sent} bytes sent`);
        break;
      }
      break;
    }
  });

  it('end in an error of ours, whatever is sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constant(`--${boundary}`), fc.constant('\r\n'), fc.string())),
        async (pieces) => {
          try {
            await read(Buffer.from(pieces.join('')), 5);
          } catch (error) {
            assert.ok(error instanceof IsocenterError, String(error));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are of a form that names its boundary', () => {
    assert.equal(formBoundary('multipart/form-data; boundary=abc'), 'abc');
    assert.equal(formBoundary('multipart/form-data   ;    boundary  =  "a b"  '), 'a b');
    assert.equal(formBoundary('application/dicom'), undefined);
    assert.equal(formBoundary(undefined), undefined);
    assert.throws(() => formBoundary('multipart/form-data'), { code: 'BadRequest' });
    assert.throws(() => formBoundary(`multipart/form-data; boundary=${'x'.repeat(71)}`), { code: 'BadRequest' });
  });
});
