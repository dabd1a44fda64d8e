import { setTimeout as delay } from 'node:timers/promises';

/** How long a job or a report may take. */
const longestWaitMs = 20_000;
const pollMs = 20;

export type JsonObject = Readonly<Record<string, unknown>>;

/** The server answered with an error. */
export class RestError extends Error {}

/** The REST API that Orthanc has and this server repeats, spoken to either. */
export class RestClient {
  /** Without a slash at the end. */
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async json(path: string): Promise<unknown> {
    return (await this.#request('GET', path)).json();
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#request('GET', path)).arrayBuffer());
  }

  /** The answer, an object or nothing. @throws RestError */
  async post(path: string, body: unknown): Promise<JsonObject> {
    const response = await this.#request('POST', path, body instanceof Uint8Array ? body : JSON.stringify(body));
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  }

  async put(path: string, body: unknown): Promise<void> {
    await this.#request('PUT', path, JSON.stringify(body));
  }

  async delete(path: string): Promise<void> {
    await this.#request('DELETE', path);
  }

  /** The ids that a list such as `/instances` or `/jobs` holds. */
  async ids(path: string): Promise<string[]> {
    return texts(await this.json(path));
  }

  /** Resolves when the job has succeeded; rejects when it failed. */
  async jobEnd(id: string): Promise<void> {
    const job = await this.settled(`/jobs/${id}`, ({ State }) => State === 'Success' || State === 'Failure');
    if (job.State !== 'Success') throw new Error(`the job failed: ${job.ErrorDetails}`);
  }

  /** The resource once it is as wanted. */
  async settled(path: string, isSettled: (resource: JsonObject) => boolean): Promise<JsonObject> {
    const deadlineMs = performance.now() + longestWaitMs;
    for (;;) {
      const resource: JsonObject = Object(await this.json(path));
      if (isSettled(resource)) return resource;
      if (performance.now() > deadlineMs) throw new Error(`${path} is still ${JSON.stringify(resource)}`);
      await delay(pollMs);
    }
  }

  /** Deletes everything that is stored. */
  async clear(): Promise<void> {
    for (const id of await this.ids('/patients')) await this.delete(`/patients/${id}`);
  }

  /** Public ids of the instances with this SOP Instance UID. */
  async find(sopInstanceUid: string): Promise<string[]> {
    const found: unknown = await this.post('/tools/find', {
      Level: 'Instance',
      Query: { SOPInstanceUID: sopInstanceUid },
    });
    return texts(found);
  }

  async #request(method: string, path: string, body?: string | Uint8Array): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Uint8Array.from(body) }),
    });
    if (!response.ok) throw new RestError(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

function texts(json: unknown): string[] {
  if (!Array.isArray(json)) throw new TypeError('not an array');
  return json.map(String);
}
