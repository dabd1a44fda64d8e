import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getContexts } from '../../../src/relay/upstreams/get-retrieve.ts';

/** PS3.5 A: explicit little endian, JPEG Lossless SV1, JPEG 2000 Lossless. */
const transferSyntaxes = new Set(['1.2.840.10008.1.2.1', '1.2.840.10008.1.2.4.70', '1.2.840.10008.1.2.4.90']);
/** Classes that the server is told to store. */
const classes = Array.from({ length: 90 }, (_, index) => `1.2.3.${index}`);
const receivable = { sopClasses: new Set(classes), transferSyntaxes };

const classesOf = (contexts: readonly { readonly abstractSyntax: string }[]) => [
  ...new Set(contexts.map(({ abstractSyntax }) => abstractSyntax)),
];

describe('storage contexts of a C-GET', () => {
  it('are those of one association, for classes expected and others, as far as they go', () => {
    const associations = getContexts(receivable, ['1.2.3.80'], false);
    assert.equal(associations.length, 1);
    assert.equal(associations[0]?.length, 127);
    assert.equal(associations[0]?.filter(({ abstractSyntax }) => abstractSyntax === '1.2.3.80').length, 3);
    assert.ok(associations[0]?.every(({ scpRole, scuRole }) => scpRole === true && scuRole === false));
  });

  it('are spread over associations when many classes are expected, each class on one of them in all syntaxes', () => {
    const expected = classes.slice(0, 50);
    const associations = getContexts(receivable, expected, false);
    assert.deepEqual(
      associations.map((contexts) => contexts.length),
      [42 * 3, 8 * 3],
    );
    assert.deepEqual(associations.flatMap(classesOf), expected);
  });

  it('leave out classes that this server does not store', () => {
    const [contexts = []] = getContexts(receivable, ['1.2.4.1'], true);
    assert.ok(!classesOf(contexts).includes('1.2.4.1'));
    assert.ok(contexts.every(({ scuRole }) => scuRole === true));
  });
});
