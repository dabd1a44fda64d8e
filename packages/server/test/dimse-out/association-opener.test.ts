import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AssociationOpener } from '../../src/dimse-out/association-opener.ts';
import { CircuitBreaker } from '../../src/dimse-out/circuit-breaker.ts';
import { type Destination, destinationOf } from '../../src/dimse-out/destination.ts';
import { closedPort, destinationDefaults, modalityAt, type PeerOptions, startPeer } from '../support/remote-peer.ts';

const contexts = [{ abstractSyntax: '1.2.840.10008.1.1', transferSyntaxes: ['1.2.840.10008.1.2'] }];

function openerOf(threshold: number) {
  const clock = { ms: 0 };
  const breaker = new CircuitBreaker({ threshold, delayMs: 1_000, nowMs: () => clock.ms });
  const opener = new AssociationOpener({ breaker, maxPduBytes: 16_384, tls: undefined });
  const codeOf = async (destination: Destination): Promise<string> => {
    try {
      (await opener.open(destination, contexts)).abort();
      return 'open';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  return { breaker, clock, codeOf, opener };
}

const destinationAt = (port: number) => destinationOf(modalityAt(port), destinationDefaults);
/** Results and sources of PS3.8 Table 9-21: rejected-permanent by the user; rejected-transient by the presentation layer. */
const permanent: PeerOptions['negotiate'] = () => ({ reject: { result: 1, source: 1, reason: 3 } });
const transient: PeerOptions['negotiate'] = () => ({ reject: { result: 2, source: 3, reason: 1 } });

describe('opening an association', { timeout: 60_000 }, () => {
  it('tells the destination who calls whom, and asks for a window only when there is one', async (t) => {
    const peer = await startPeer(t, {});
    const { opener } = openerOf(0);
    const one = await opener.open(destinationAt(peer.port), contexts);
    const three = await opener.open(destinationAt(peer.port), contexts, { asyncOperations: 3 });
    t.after(() => [one, three].map((association) => association.abort()));
    assert.deepEqual(
      peer.requests.map(({ asyncOperations, calledAet, callingAet }) => [callingAet, calledAet, asyncOperations]),
      [
        ['ISOCENTER', 'PACS', undefined],
        ['ISOCENTER', 'PACS', { invoked: 3, performed: 1 }],
      ],
    );
  });

  it('is not tried any more where nothing listened several times', async () => {
    const { clock, codeOf } = openerOf(2);
    const destination = destinationAt(await closedPort());
    for (let time = 0; time < 2; time += 1) assert.doesNotMatch(await codeOf(destination), /in a row/);
    assert.match(await codeOf(destination), /2 times in a row/);
    clock.ms += 1_000;
    assert.doesNotMatch(await codeOf(destination), /in a row/);
  });

  it('that is rejected for good has reached the destination: it is no failure to do so', async (t) => {
    const peer = await startPeer(t, {}, { negotiate: permanent });
    const { breaker, codeOf } = openerOf(1);
    for (let time = 0; time < 3; time += 1) assert.doesNotMatch(await codeOf(destinationAt(peer.port)), /in a row/);
    assert.deepEqual([peer.requests.length, breaker.open()], [3, []]);
  });

  it('that is rejected for good closes the circuit of a destination that could not be reached', async (t) => {
    const peer = await startPeer(t, {}, { negotiate: permanent });
    const { breaker, clock, codeOf } = openerOf(1);
    const destination = destinationAt(peer.port);
    breaker.failed(`tcp://127.0.0.1:${peer.port}/ISOCENTER/PACS`);
    clock.ms += 1_000;
    for (let time = 0; time < 2; time += 1) assert.doesNotMatch(await codeOf(destination), /in a row/);
    assert.equal(peer.requests.length, 2);
  });

  it('that is rejected for now is a failure', async (t) => {
    const peer = await startPeer(t, {}, { negotiate: transient });
    const { codeOf } = openerOf(1);
    await codeOf(destinationAt(peer.port));
    assert.match(await codeOf(destinationAt(peer.port)), /in a row/);
    assert.equal(peer.requests.length, 1);
  });

  it('fails with an error of the catalogue', async (t) => {
    const peer = await startPeer(t, {}, { negotiate: permanent });
    const { opener } = openerOf(0);
    const refused = { code: 'NetworkProtocol', transient: false };
    await assert.rejects(opener.open(destinationAt(peer.port), contexts), refused);
    const nobody = { code: 'NetworkProtocol', transient: true };
    await assert.rejects(opener.open(destinationAt(await closedPort()), contexts), nobody);
  });
});
