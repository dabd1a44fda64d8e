import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AssociationAbortedError,
  AssociationLostError,
  AssociationRejectedError,
  DimseError,
  TimeoutError,
} from '@isocenter/dimse';
import { destinationKey, destinationOf } from '../../src/dimse-out/destination.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { remoteError } from '../../src/dimse-out/remote-error.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { destinationDefaults, modalityAt } from '../support/remote-peer.ts';

describe('a destination', () => {
  it('is the modality with the defaults of the server', () => {
    assert.deepEqual(destinationOf(modalityAt(104), destinationDefaults), {
      host: '127.0.0.1',
      port: 104,
      calledAet: 'PACS',
      callingAet: 'ISOCENTER',
      useTls: false,
      timeoutMs: 10_000,
      parallelAssociations: 1,
      asynchronousOperations: 1,
      allowTranscoding: true,
    });
  });

  it('calls as the request says, else as the modality says, else as the server', () => {
    const modality = modalityAt(104, { LocalAet: 'MODALITYS' });
    assert.equal(destinationOf(modality, destinationDefaults, { localAet: 'REQUESTS' }).callingAet, 'REQUESTS');
    assert.equal(destinationOf(modality, destinationDefaults, { localAet: '' }).callingAet, 'MODALITYS');
    assert.equal(destinationOf(modalityAt(104), destinationDefaults).callingAet, 'ISOCENTER');
  });

  it('has the timeout of the request, else of the modality in seconds, else of the server', () => {
    const modality = modalityAt(104, { Timeout: 7 });
    assert.equal(destinationOf(modality, destinationDefaults, { timeoutMs: 500 }).timeoutMs, 500);
    assert.equal(destinationOf(modality, destinationDefaults, { timeoutMs: 0 }).timeoutMs, 7_000);
    assert.equal(destinationOf(modalityAt(104), destinationDefaults).timeoutMs, 10_000);
  });

  it('may be another address and title by request', () => {
    const overrides = { calledAet: 'OTHER', host: 'elsewhere', port: 11112 };
    const { calledAet, host, port } = destinationOf(modalityAt(104), destinationDefaults, overrides);
    assert.deepEqual({ calledAet, host, port }, overrides);
  });

  it('has as many associations and operations as its modality says, before the defaults', () => {
    const modality = modalityAt(104, { ParallelAssociations: 4, AsynchronousOperations: 5 });
    const { asynchronousOperations, parallelAssociations } = destinationOf(modality, destinationDefaults);
    assert.deepEqual([parallelAssociations, asynchronousOperations], [4, 5]);
  });

  it('takes data sets in another syntax only where server and modality both allow it', () => {
    for (const [AllowTranscoding, transcode, expected] of [
      [true, true, true],
      [false, true, false],
      [true, false, false],
    ] as const) {
      const destination = destinationOf(modalityAt(104, { AllowTranscoding }), { ...destinationDefaults, transcode });
      assert.equal(destination.allowTranscoding, expected);
    }
  });

  it('has a key of all that makes associations interchangeable', () => {
    const destination = destinationOf(modalityAt(104), destinationDefaults);
    const variants = [
      destination,
      { ...destination, host: 'x' },
      { ...destination, port: 105 },
      { ...destination, calledAet: 'X' },
      { ...destination, callingAet: 'X' },
      { ...destination, useTls: true },
    ];
    assert.equal(new Set(variants.map(destinationKey)).size, variants.length);
    assert.equal(destinationKey({ ...destination, timeoutMs: 1 }), destinationKey(destination));
  });
});

describe('the registry of modalities', () => {
  const registryOf = (strict: boolean) =>
    new ModalityRegistry(
      [
        { ...modalityAt(2), Name: 'b', AET: 'Shared' },
        { ...modalityAt(1), Name: 'a', AET: 'SHARED' },
        { ...modalityAt(3), Name: 'c', AET: 'OTHER' },
      ],
      strict,
    );

  it('lists them in the order of their names', () => {
    assert.deepEqual(
      registryOf(false)
        .list()
        .map(({ Name }) => Name),
      ['a', 'b', 'c'],
    );
  });

  it('finds all that share an AE title, minding the case only when told to', () => {
    const namesWith = (strict: boolean, aet: string) =>
      registryOf(strict)
        .withAet(aet)
        .map(({ Name }) => Name);
    assert.deepEqual(namesWith(false, 'shared'), ['a', 'b']);
    assert.deepEqual(namesWith(true, 'SHARED'), ['a']);
    assert.deepEqual(namesWith(false, 'NOBODY'), []);
  });

  it('changes while the server runs', async () => {
    const registry = registryOf(false);
    await registry.put({ ...modalityAt(9), Name: 'a', AET: 'NEW' });
    assert.deepEqual(
      registry.withAet('NEW').map(({ Port }) => Port),
      [9],
    );
    assert.equal(registry.list().length, 3);
    assert.deepEqual(
      [await registry.delete('a'), await registry.delete('a'), registry.get('a')],
      [true, false, undefined],
    );
  });

  it('knows whom it does not know', () => {
    assert.throws(() => registryOf(false).require('nobody'), { code: 'InexistentItem' });
    assert.equal(registryOf(false).require('c').AET, 'OTHER');
  });
});

describe('an error of the network', () => {
  const errors = [
    [new AssociationRejectedError({ result: 1, source: 1, reason: 3 }), 'NetworkProtocol', false],
    [new AssociationRejectedError({ result: 2, source: 3, reason: 2 }), 'NetworkProtocol', true],
    [new AssociationAbortedError('peer', { source: 0, reason: 0 }), 'NetworkProtocol', true],
    [new AssociationLostError('gone'), 'NetworkProtocol', true],
    [new AssociationLostError('released', {}, 'ASSOCIATION_RELEASED'), 'NetworkProtocol', true],
    [new DimseError('CONNECTION_FAILED', 'x'), 'NetworkProtocol', true],
    [new TimeoutError('responseTimeoutMs', 10), 'Timeout', true],
    [new DimseError('NO_PRESENTATION_CONTEXT', 'x'), 'NoPresentationContext', false],
    [new DimseError('MESSAGE_INVALID', 'x'), 'NetworkProtocol', false],
    [new DimseError('DATA_SET_UNFINISHED', 'x'), 'NetworkProtocol', false],
    [new RangeError('x'), 'InternalError', false],
  ] as const;
  for (const [cause, code, transient] of errors) {
    it(`${cause.message} is ${code}, ${transient ? 'and may pass' : 'and stays'}`, () => {
      const error = remoteError(cause, 'tcp://pacs');
      assert.deepEqual([error.code, error.transient, error.cause], [code, transient, cause]);
      assert.match(error.message, /tcp:\/\/pacs/);
    });
  }

  it('that is one of the catalogue already stays what it is', () => {
    const error = new IsocenterError('CorruptedFile', 'x');
    assert.equal(remoteError(error, 'peer'), error);
  });
});
