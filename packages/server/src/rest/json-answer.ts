import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { jsonItems, jsonMembers, jsonText } from './json-text.ts';
import { xmlEnd, xmlItems, xmlMembers, xmlStart, xmlText } from './xml-text.ts';

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
export function sendArray(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: AsyncIterable<readonly unknown[]>,
): Promise<FastifyReply> {
  return sendPages(request, reply, pages, prefersXml(request) ? xmlArray : jsonArray);
}

/** Answers an object whose members come in pages, as `sendArray` does. */
export function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: AsyncIterable<readonly Member[]>,
): Promise<FastifyReply> {
  return sendPages(request, reply, pages, prefersXml(request) ? xmlObject : jsonObject);
}

/** A member of an object. */
export type Member = readonly [name: string, value: unknown];

async function sendPages<Item>(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: AsyncIterable<readonly Item[]>,
  form: DocumentForm<Item>,
): Promise<FastifyReply> {
  const iterator = pages[Symbol.asyncIterator]();
  const first = await nextItems(iterator);
  const second = first === undefined ? undefined : await nextItems(iterator);
  reply.type(prefersXml(request) ? xmlType : jsonType);
  if (second === undefined) return reply.send(form.start + form.items(first ?? []) + form.endOf(first !== undefined));
  return reply.send(Readable.from(texts(form, first ?? [], second, iterator), { objectMode: false }));
}

/** How a document is written piece by piece. */
interface DocumentForm<Item> {
  readonly start: string;
  readonly separator: string;
  items(items: readonly Item[]): string;
  endOf(hasItems: boolean): string;
}

const jsonArray: DocumentForm<unknown> = {
  start: '[',
  separator: ',',
  items: jsonItems,
  endOf: (hasItems) => (hasItems ? '\n]\n' : ']\n'),
};

const jsonObject: DocumentForm<Member> = {
  start: '{',
  separator: ',',
  items: jsonMembers,
  endOf: (hasItems) => (hasItems ? '\n}\n' : '}\n'),
};

const xmlArray: DocumentForm<unknown> = { start: xmlStart, separator: '', items: xmlItems, endOf: () => xmlEnd };
const xmlObject: DocumentForm<Member> = { start: xmlStart, separator: '', items: xmlMembers, endOf: () => xmlEnd };

type Pages<Item> = AsyncIterator<readonly Item[]>;

async function* texts<Item>(
  form: DocumentForm<Item>,
  first: readonly Item[],
  second: readonly Item[],
  rest: Pages<Item>,
): AsyncGenerator<string> {
  try {
    yield form.start + form.items(first);
    for (let items: readonly Item[] | undefined = second; items !== undefined; items = await nextItems(rest)) {
      yield form.separator + form.items(items);
    }
    yield form.endOf(true);
  } finally {
    await rest.return?.();
  }
}

/** The next page that has items. */
async function nextItems<Item>(pages: Pages<Item>): Promise<readonly Item[] | undefined> {
  for (let next = await pages.next(); next.done !== true; next = await pages.next()) {
    if (next.value.length > 0) return next.value;
  }
  return undefined;
}

function prefersXml(request: FastifyRequest): boolean {
  const accepted = request.headers.accept ?? '';
  return accepted.includes('application/xml') && !/application\/json|text\/html/.test(accepted);
}
