/** The same chunks, once the first of them is there: what fails before it fails here. */
export async function peeked<Chunk>(chunks: AsyncIterable<Chunk>): Promise<AsyncGenerator<Chunk>> {
  const iterator = chunks[Symbol.asyncIterator]();
  return resumed(await iterator.next(), iterator);
}

async function* resumed<Chunk>(
  first: IteratorResult<Chunk>,
  iterator: AsyncIterator<Chunk>,
): AsyncGenerator<Chunk, void, undefined> {
  try {
    for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
