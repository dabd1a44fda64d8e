import type { ChildProcess } from 'node:child_process';
import type { InstanceLoad } from '../data-sets.ts';
import type { Workbench } from '../workbench.ts';
import type { Client, LoadResult } from './client.ts';
import { isLoadAnswer, type LoadRequest } from './load-request.ts';

/** The SCU of this project in its own process, which lives as long as the question. */
export class OwnClient implements Client {
  readonly #workbench: Workbench;
  readonly #child: ChildProcess;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    this.#child = workbench.fork(new URL('./own-client-process.ts', import.meta.url));
  }

  async prepare(load: InstanceLoad): Promise<void> {
    await this.#ask({ kind: 'prepare', load });
  }

  store(port: number, load: InstanceLoad): Promise<LoadResult> {
    return this.#ask({ kind: 'store', port, load });
  }

  /** One instance whose frames are made while they are sent. */
  storeMultiFrame(port: number, frames: number, columns: number): Promise<LoadResult> {
    return this.#ask({ kind: 'storeMultiFrame', port, frames, columns });
  }

  find(port: number, patientName: string): Promise<LoadResult> {
    return this.#ask({ kind: 'find', port, patientName });
  }

  move(port: number, destinationAet: string, studyInstanceUid: string): Promise<LoadResult> {
    return this.#ask({ kind: 'move', port, destinationAet, studyInstanceUid });
  }

  #ask(request: LoadRequest): Promise<LoadResult> {
    const { promise, resolve, reject } = Promise.withResolvers<LoadResult>();
    const ended = () => reject(this.#workbench.failureOf(this.#child, `the client ended during ${request.kind}`));
    this.#child.once('exit', ended);
    this.#child.once('message', (message) => {
      this.#child.off('exit', ended);
      if (!isLoadAnswer(message)) reject(new Error('the client gave no answer'));
      else if ('error' in message) reject(new Error(message.error));
      else resolve(message.result);
    });
    this.#child.send(request);
    return promise;
  }
}
