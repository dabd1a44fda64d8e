import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { jsonItems, jsonText } from './json-text.ts';
import { xmlEnd, xmlItems, xmlStart, xmlText } from './xml-text.ts';

const jsonType = 'application/json; charset=utf-8';
const xmlType = 'application/xml; charset=utf-8';

/** Chooses how the value a handler returned is written: indented JSON, or XML for a client that accepts only that. */
export function chooseDocumentForm(request: FastifyRequest, reply: FastifyReply): void {
  if (prefersXml(request)) reply.type(xmlType).serializer(xmlText);
  else reply.type(jsonType).serializer(jsonText);
}

/** Done, and nothing to tell: the peer sends an empty object here, whatever form the client prefers. */
export function answerEmptyObject(reply: FastifyReply): FastifyReply {
  return reply.header('content-type', 'application/json').send(Buffer.from('{}'));
}

/**
 * Answers an array whose items come in pages. What fails before the first page is answered as an error; a later
 * failure cuts the connection. No more than a page is in memory.
 */
export async function sendArray(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: AsyncIterable<readonly unknown[]>,
): Promise<FastifyReply> {
  const xml = prefersXml(request);
  const form = xml ? xmlForm : jsonForm;
  const iterator = pages[Symbol.asyncIterator]();
  const first = await nextItems(iterator);
  const second = first === undefined ? undefined : await nextItems(iterator);
  reply.type(xml ? xmlType : jsonType);
  if (second === undefined) return reply.send(form.start + form.items(first ?? []) + form.endOf(first !== undefined));
  return reply.send(Readable.from(texts(form, first ?? [], second, iterator), { objectMode: false }));
}

/** How an array is written piece by piece. */
interface ArrayForm {
  readonly start: string;
  readonly separator: string;
  items(items: readonly unknown[]): string;
  endOf(hasItems: boolean): string;
}

const jsonForm: ArrayForm = {
  start: '[',
  separator: ',',
  items: jsonItems,
  endOf: (hasItems) => (hasItems ? '\n]\n' : ']\n'),
};

const xmlForm: ArrayForm = { start: xmlStart, separator: '', items: xmlItems, endOf: () => xmlEnd };

type Pages = AsyncIterator<readonly unknown[]>;

async function* texts(
  form: ArrayForm,
  first: readonly unknown[],
  second: readonly unknown[],
  rest: Pages,
): AsyncGenerator<string> {
  try {
    yield form.start + form.items(first);
    for (let items: readonly unknown[] | undefined = second; items !== undefined; items = await nextItems(rest)) {
      yield form.separator + form.items(items);
    }
    yield form.endOf(true);
  } finally {
    await rest.return?.();
  }
}

/** The next page that has items. */
async function nextItems(pages: Pages): Promise<readonly unknown[] | undefined> {
  for (let next = await pages.next(); next.done !== true; next = await pages.next()) {
    if (next.value.length > 0) return next.value;
  }
  return undefined;
}

function prefersXml(request: FastifyRequest): boolean {
  const accepted = request.headers.accept ?? '';
  return accepted.includes('application/xml') && !/application\/json|text\/html/.test(accepted);
}
