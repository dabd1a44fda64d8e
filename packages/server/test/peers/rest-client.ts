import { setTimeout as delay } from 'node:timers/promises';

const longestJobMs = 20_000;
const pollMs = 20;

/** The REST API that Orthanc has and this server repeats, spoken to either. */
export class RestClient {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async json(path: string): Promise<unknown> {
    return (await this.#request('GET', path)).json();
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#request('GET', path)).arrayBuffer());
  }

  /** The answer as JSON. @throws when the server answers with an error */
  async post(path: string, body: unknown): Promise<unknown> {
    const response = await this.#request('POST', path, body instanceof Uint8Array ? body : JSON.stringify(body));
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
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
    const deadlineMs = performance.now() + longestJobMs;
    for (;;) {
      const { State, ErrorDetails } = Object(await this.json(`/jobs/${id}`));
      if (State === 'Success') return;
      if (State === 'Failure') throw new Error(`the job failed: ${ErrorDetails}`);
      if (performance.now() > deadlineMs) throw new Error(`the job is still ${State}`);
      await delay(pollMs);
    }
  }

  /** Public ids of the instances with this SOP Instance UID. */
  async find(sopInstanceUid: string): Promise<string[]> {
    return texts(await this.post('/tools/find', { Level: 'Instance', Query: { SOPInstanceUID: sopInstanceUid } }));
  }

  async #request(method: string, path: string, body?: string | Uint8Array): Promise<Response> {
    const response = await fetch(this.#base + path, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Uint8Array.from(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

function texts(json: unknown): string[] {
  if (!Array.isArray(json)) throw new TypeError('not an array');
  return json.map(String);
}
