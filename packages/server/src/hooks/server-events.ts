import type { EventFeed, ResourceEvent } from '../events/event-feed.ts';
import type { JobEvents } from '../jobs/job-events.ts';
import type { ServerEvent, ServerEventListener } from './server-event.ts';

/** Events of resources and jobs as one stream for those who listen. */
export class ServerEvents {
  readonly #listeners: ServerEventListener[] = [];

  listen(listener: ServerEventListener): void {
    this.#listeners.push(listener);
  }

  /** Hears of resources as long as it lasts; answers the function that ends this. */
  follow(feed: Pick<EventFeed, 'subscribe'>): () => void {
    return feed.subscribe((event) => {
      if (this.#listeners.length > 0) this.#tell(eventOf(event));
    });
  }

  /** What tells of jobs. */
  readonly jobEvents: JobEvents = {
    submitted: ({ id }) => this.#tell({ kind: 'job-submitted', jobId: id }),
    succeeded: ({ id }) => this.#tell({ kind: 'job-succeeded', jobId: id }),
    failed: ({ id }) => this.#tell({ kind: 'job-failed', jobId: id }),
  };

  #tell(event: ServerEvent | undefined): void {
    if (event === undefined) return;
    for (const listener of this.#listeners) listener(event);
  }
}

function eventOf({ level, publicId, type }: ResourceEvent): ServerEvent | undefined {
  switch (type) {
    case 'NewInstance':
      return { kind: 'stored', level: 'Instance', publicId };
    case 'NewPatient':
    case 'NewStudy':
    case 'NewSeries':
      return { kind: 'created', level, publicId };
    case 'StablePatient':
    case 'StableStudy':
    case 'StableSeries':
      return { kind: 'stable', level, publicId };
    case 'UpdatedAttachment':
    case 'UpdatedMetadata':
      return { kind: 'updated', level, publicId };
    case 'Deleted':
      return { kind: 'deleted', level, publicId };
    default:
      return undefined;
  }
}
