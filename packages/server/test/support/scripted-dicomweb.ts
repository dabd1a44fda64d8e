import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { DataDictionary, DataSet, Tags, toDicomJson } from '@isocenter/dicom';
import { asFile, type GeneratedInstance } from '../faults/generated-instances.ts';
import type { Gate } from './gate.ts';
import { answersOf, type HeldInstance, heldInstance, matching } from './pacs-find.ts';
import type { PacsLevel } from './pacs-script.ts';

/** What a DICOMweb server does, as far as it is not what the standard asks for. Parts can be combined. */
export interface DicomwebScript {
  /** Status of every answer to a search, and to a retrieve. */
  readonly searchStatus?: number;
  readonly retrieveStatus?: number;
  /** Searches know no limit and offset. */
  readonly noPages?: boolean;
  /** What every search that finds something is answered with. */
  readonly searchBody?: string;
  /** Before the head of each answer. */
  readonly beforeHead?: Gate;
  /** Before the bytes of each file of a retrieve, behind its delimiter. */
  readonly beforeFile?: Gate;
  /** Replaces the bytes of a file. */
  readonly file?: (file: Buffer, index: number) => Uint8Array;
  /** The answer to a retrieve ends in good order for HTTP, but so many bytes before its end. */
  readonly cutBytes?: number;
  /** The connection is lost instead of the file with this index. */
  readonly breaksAfter?: number;
  /** Instances are sent alone, as application/dicom. */
  readonly singleFiles?: boolean;
  readonly contentType?: string;
}

export interface SeenDicomwebRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

const boundary = 'scripted-part';

/** QIDO-RS and WADO-RS (PS3.18 10.6, 10.4) for generated instances, in the way that a test says. */
export class ScriptedDicomweb {
  readonly requests: SeenDicomwebRequest[] = [];
  script: DicomwebScript;
  readonly #instances: readonly HeldInstance[];
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  private constructor(instances: readonly GeneratedInstance[], script: DicomwebScript) {
    this.#instances = instances.map(heldInstance);
    this.script = script;
  }

  static async start(
    t: TestContext,
    instances: readonly GeneratedInstance[] = [],
    script: DicomwebScript = {},
  ): Promise<ScriptedDicomweb> {
    const server = new ScriptedDicomweb(instances, script);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    t.after(() => {
      server.#server.closeAllConnections();
      server.#server.close();
    });
    return server;
  }

  /** Root of the service. */
  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/dicom-web`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    this.requests.push({ path: pathname, query: searchParams, headers: request.headers });
    const closed = once(response, 'close');
    await this.script.beforeHead?.pass(closed);
    const [, root, ...path] = pathname.split('/');
    const keys = new DataSet().set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
    for (let at = 0; at < path.length; at += 2) {
      const uid = path[at + 1];
      const tag = uniqueKeys[path[at] ?? ''];
      if (uid !== undefined && tag !== undefined) keys.set(tag, 'UI', uid);
    }
    if (root !== 'dicom-web') response.writeHead(404).end();
    else if (path.length % 2 === 1) this.#search(levels[path.at(-1) ?? ''] ?? 'STUDY', keys, searchParams, response);
    else await this.#retrieve(matching(this.#instances, keys), closed, response);
  }

  #search(level: PacsLevel, keys: DataSet, query: URLSearchParams, response: ServerResponse): void {
    const { noPages = false, searchBody, searchStatus } = this.script;
    if (searchStatus !== undefined) return void response.writeHead(searchStatus).end();
    for (const [name, value] of query) {
      const tag = Number.parseInt(name === 'includefield' ? value : name, 16);
      if (name === 'limit' || name === 'offset') continue;
      keys.set(tag, DataDictionary.standard.vrOf(tag) ?? 'UN', name === 'includefield' ? '' : value.split(','));
    }
    for (const tag of defaultKeys[level] ?? []) if (!keys.has(tag)) keys.set(tag, 'UI', '');
    const all = answersOf(this.#instances, level, keys, {}).map((answer) => toDicomJson(answer));
    const offset = noPages ? 0 : Number(query.get('offset') ?? 0);
    const limit = noPages ? all.length : Number(query.get('limit') ?? all.length);
    const page = all.slice(offset, offset + limit);
    if (page.length === 0) return void response.writeHead(204).end();
    response.writeHead(200, { 'content-type': 'application/dicom+json' });
    response.end(searchBody ?? JSON.stringify(page));
  }

  async #retrieve(
    instances: readonly HeldInstance[],
    closed: Promise<unknown>,
    response: ServerResponse,
  ): Promise<void> {
    const {
      beforeFile,
      breaksAfter,
      contentType,
      cutBytes,
      file = same,
      retrieveStatus = 200,
      singleFiles,
    } = this.script;
    if (retrieveStatus >= 300) return void response.writeHead(retrieveStatus).end('refused');
    if (instances.length === 0) return void response.writeHead(404).end();
    const [first] = instances;
    if (singleFiles && first !== undefined) {
      response.writeHead(200, { 'content-type': 'application/dicom' });
      return void response.end(asFile(first));
    }
    const type = contentType ?? `multipart/related; type="application/dicom"; boundary=${boundary}`;
    response.writeHead(retrieveStatus, { 'content-type': type });
    response.flushHeaders();
    for (const [index, instance] of instances.entries()) {
      response.write(`${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`);
      await beforeFile?.pass(closed);
      if (index === breaksAfter) return void response.destroy();
      const bytes = file(asFile(instance), index);
      const isCut = cutBytes !== undefined && index === instances.length - 1;
      if (isCut) return void response.end(bytes.subarray(0, bytes.length - cutBytes));
      if (!response.write(bytes)) await Promise.race([once(response, 'drain'), closed]);
    }
    response.end(`\r\n--${boundary}--\r\n`);
  }
}

const uniqueKeys: Readonly<Record<string, number>> = {
  studies: Tags.StudyInstanceUID,
  series: Tags.SeriesInstanceUID,
  instances: Tags.SOPInstanceUID,
};

const levels: Readonly<Record<string, PacsLevel>> = { studies: 'STUDY', series: 'SERIES', instances: 'IMAGE' };

/** What answers have whether it is asked for or not (PS3.18 10.6.3.3), as far as it is needed. */
const defaultKeys: Readonly<Partial<Record<PacsLevel, readonly number[]>>> = {
  STUDY: [Tags.StudyInstanceUID],
  SERIES: [Tags.StudyInstanceUID, Tags.SeriesInstanceUID],
  IMAGE: [Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID],
};

function same(file: Buffer): Uint8Array {
  return file;
}
