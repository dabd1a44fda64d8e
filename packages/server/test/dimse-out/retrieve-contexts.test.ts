import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storageSopClasses, TransferSyntaxes } from '@isocenter/dicom';
import { proposeRetrieveContexts } from '../../src/dimse-out/retrieve-contexts.ts';

const all = {
  sopClasses: new Set(storageSopClasses.map(({ uid }) => uid)),
  transferSyntaxes: new Set(Object.values(TransferSyntaxes).map(({ uid }) => uid)),
  expectedSopClasses: [],
  maximum: 126,
  bothRoles: false,
};
const ct = '1.2.840.10008.5.1.4.1.1.2';
const mr = '1.2.840.10008.5.1.4.1.1.4';
const hangingProtocol = '1.2.840.10008.5.1.4.38.1';
const native = ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.2'];
const jpegLossless = '1.2.840.10008.1.2.4.70';

test('all contexts together are no more than there may be, each with the role of SCP', () => {
  const contexts = proposeRetrieveContexts(all);
  assert.equal(contexts.length, 126);
  assert.ok(contexts.every(({ scpRole, scuRole }) => scpRole === true && scuRole === false));
  assert.ok(proposeRetrieveContexts({ ...all, bothRoles: true }).every(({ scuRole }) => scuRole === true));
});

test('the most usual class comes first, its compressed syntaxes before the rare classes', () => {
  const contexts = proposeRetrieveContexts(all);
  assert.deepEqual(contexts[0], { abstractSyntax: ct, transferSyntaxes: native, scuRole: false, scpRole: true });
  const placeOf = (uid: string, syntax: string) =>
    contexts.findIndex((each) => each.abstractSyntax === uid && each.transferSyntaxes.includes(syntax));
  assert.ok(placeOf(mr, native[0] ?? '') < placeOf(ct, jpegLossless));
  assert.ok(placeOf(ct, jpegLossless) > 0);
  assert.ok(new Set(contexts.map(({ abstractSyntax }) => abstractSyntax)).size > 40);
});

test('a compressed syntax shares its context with no other', () => {
  for (const { transferSyntaxes } of proposeRetrieveContexts(all)) {
    if (!native.includes(transferSyntaxes[0] ?? '')) assert.equal(transferSyntaxes.length, 1);
  }
});

test('classes that are expected come before all others, and the others still follow', () => {
  const contexts = proposeRetrieveContexts({ ...all, expectedSopClasses: [hangingProtocol, 'no class of ours', mr] });
  const [first, second, third] = contexts;
  assert.deepEqual(
    [first, second, third].map((each) => each?.abstractSyntax),
    [hangingProtocol, mr, ct],
  );
});

test('only what the server takes is proposed', () => {
  const contexts = proposeRetrieveContexts({
    ...all,
    sopClasses: new Set([mr]),
    transferSyntaxes: new Set(['1.2.840.10008.1.2', jpegLossless]),
    expectedSopClasses: [ct],
  });
  assert.deepEqual(
    contexts.map(({ abstractSyntax, transferSyntaxes }) => [abstractSyntax, transferSyntaxes]),
    [
      [mr, ['1.2.840.10008.1.2']],
      [mr, [jpegLossless]],
    ],
  );
});
