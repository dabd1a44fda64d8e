import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReader, type ZipFile } from 'yauzl';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Spool } from '../streams/spool.ts';
import { SpoolReader } from './spool-reader.ts';
import { ratioFreeBytes, type UploadLimits } from './upload-limits.ts';
import type { UploadedFile } from './uploaded-file.ts';

/**
 * The files of a ZIP, folders left out, one after the other. What the ZIP says of them is held against the limits before
 * the first one, and each against what the ZIP says of it.
 * @throws IsocenterError BadFileFormat for what is no whole ZIP; BadRequest with HTTP status 413 beyond a limit
 */
export async function* zipFiles(spool: Spool, limits: UploadLimits): AsyncGenerator<UploadedFile> {
  await checkDirectory(spool, limits);
  const zip = await openZip(spool);
  for await (const entry of entriesOf(zip)) {
    if (isFolder(entry)) continue;
    yield { name: nameOf(entry), chunks: unpacked(zip, entry) };
  }
}

async function checkDirectory(spool: Spool, { maxFileBytes, maxFiles, maxRatio, maxUnpackedBytes }: UploadLimits) {
  let files = 0;
  let bytes = 0;
  for await (const entry of entriesOf(await openZip(spool))) {
    files += 1;
    bytes += entry.uncompressedSize;
    if (files > maxFiles) throw tooMuch(`more than ${maxFiles} files`);
    if (entry.uncompressedSize > maxFileBytes) throw tooMuch(`a file of more than ${maxFileBytes} bytes`);
    if (bytes > maxUnpackedBytes) throw tooMuch(`more than ${maxUnpackedBytes} bytes of files`);
  }
  if (bytes > ratioFreeBytes && bytes > maxRatio * spool.size) {
    throw tooMuch(`files that are more than ${maxRatio} times as long as the ZIP`);
  }
}

function openZip(spool: Spool): Promise<ZipFile> {
  const { promise, reject, resolve } = Promise.withResolvers<ZipFile>();
  // Names are no paths here: none of them can be wrong.
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  fromRandomAccessReader(new SpoolReader(spool), spool.size, options, (error, zip) => {
    if (error === null) resolve(zip);
    else reject(notWhole(error));
  });
  return promise;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw notWhole(error);
  }
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw notWhole(error);
  }
  if (sum !== entry.crc32) throw notWhole('A file of the ZIP is damaged');
}

/** Undecoded names are buffers. */
function nameOf({ fileName }: Entry): string {
  return Buffer.from(fileName).toString('utf8');
}

function isFolder(entry: Entry): boolean {
  return /[/\\]$/.test(nameOf(entry));
}

function tooMuch(what: string): IsocenterError {
  return new IsocenterError('BadRequest', `The ZIP holds ${what}`, { httpStatus: 413 });
}

function notWhole(cause: unknown): IsocenterError {
  if (cause instanceof IsocenterError) return cause;
  return new IsocenterError('BadFileFormat', 'The ZIP cannot be read', { cause });
}
