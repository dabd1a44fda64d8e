import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DataSet, Tags } from '@isocenter/dicom';
import { IsocenterError } from '../../../src/model/isocenter-error.ts';
import { generatedInstances } from '../../faults/generated-instances.ts';
import { Gate } from '../../support/gate.ts';
import { closedPort } from '../../support/remote-peer.ts';
import { startPacs } from '../../support/scripted-pacs.ts';
import { dimseLinkTo, never, question } from './dimse-link-of.ts';

const images = question('Instance', [
  [Tags.StudyInstanceUID, '1.2.826.0.1.7.1'],
  [Tags.SeriesInstanceUID, ''],
  [Tags.SOPInstanceUID, ''],
]);

const dropped = (): void => undefined;

describe('searching an upstream over DIMSE', { timeout: 60_000 }, () => {
  it('asks at the level of the question, and hands over each answer', async (t) => {
    const pacs = await startPacs(t, { instances: generatedInstances(3) });
    const found: DataSet[] = [];
    await dimseLinkTo(pacs.port).find(images, (answer) => void found.push(answer), never);
    assert.deepEqual(
      found.map((answer) => [answer.text(Tags.SeriesInstanceUID), answer.text(Tags.SOPInstanceUID)]),
      [1, 2, 3].map((number) => ['1.2.826.0.1.7.1.1', `1.2.826.0.1.7.1.1.${number}`]),
    );
    assert.deepEqual(
      pacs.finds.map(({ callingAet, level }) => [level, callingAet]),
      [['IMAGE', 'ISOCENTER']],
    );
    assert.equal(found[0]?.text(Tags.SpecificCharacterSet), 'ISO_IR 100', 'what is assumed for the answer is said');
  });

  it('asks for patients in the Patient Root model', async (t) => {
    const pacs = await startPacs(t, { instances: generatedInstances(3) });
    const found: DataSet[] = [];
    const patients = question('Patient', [[Tags.PatientID, 'P*']]);
    await dimseLinkTo(pacs.port).find(patients, (answer) => void found.push(answer), never);
    assert.deepEqual(
      found.map((answer) => answer.text(Tags.PatientID)),
      ['P1'],
    );
  });

  it('calls under the AE title for the upstream, else that of the modality', async (t) => {
    const pacs = await startPacs(t);
    const modality = { LocalAet: 'FORPACS' };
    await dimseLinkTo(pacs.port, { modality }).find(images, dropped, never);
    await dimseLinkTo(pacs.port, { modality, upstream: { LocalAet: 'RELAY' } }).find(images, dropped, never);
    assert.deepEqual(
      pacs.finds.map(({ callingAet }) => callingAet),
      ['FORPACS', 'RELAY'],
    );
  });

  it('asks in the way of the product', async (t) => {
    const pacs = await startPacs(t);
    await dimseLinkTo(pacs.port, { modality: { Manufacturer: 'GE' } }).find(images, dropped, never);
    assert.equal(pacs.finds[0]?.identifier.text(Tags.SOPInstanceUID), '*');
  });

  it('fails with the status of an upstream that refuses the level', async (t) => {
    const pacs = await startPacs(t, { script: { refusedLevels: { IMAGE: 0xa900 } } });
    await assert.rejects(dimseLinkTo(pacs.port).find(images, dropped, never), (error: unknown) => {
      assert.ok(error instanceof IsocenterError);
      assert.deepEqual(error.payload?.Content, { DimseErrorStatus: 0xa900 });
      return true;
    });
  });

  it('fails where there is no C-FIND', async (t) => {
    const pacs = await startPacs(t, { script: { findsNot: true } });
    await assert.rejects(dimseLinkTo(pacs.port).find(images, dropped, never), { code: 'NoCFindHandler' });
  });

  it('fails where nothing listens, and may be tried again', async () => {
    const port = await closedPort();
    await assert.rejects(dimseLinkTo(port).find(images, dropped, never), { code: 'NetworkProtocol', transient: true });
  });

  it('names the wait that was too long for an association', async (t) => {
    const beforeAssociation = new Gate();
    const pacs = await startPacs(t, { script: { beforeAssociation } });
    const link = dimseLinkTo(pacs.port, { upstream: { ConnectTimeout: 0.05 } });
    await assert.rejects(link.find(images, dropped, never), {
      code: 'Timeout',
      transient: true,
      message: /pacs.*ConnectTimeout/,
    });
    beforeAssociation.open();
  });

  it('names the wait that was too long for an answer', async (t) => {
    const pacs = await startPacs(t, { instances: generatedInstances(1), script: { beforeAnswer: new Gate() } });
    const link = dimseLinkTo(pacs.port, { upstream: { FindTimeout: 0.05 } });
    await assert.rejects(link.find(images, dropped, never), { code: 'Timeout', message: /FindTimeout/ });
  });

  it('stops at more answers than are allowed', async (t) => {
    const pacs = await startPacs(t, { instances: generatedInstances(5) });
    const found: DataSet[] = [];
    const link = dimseLinkTo(pacs.port, { upstream: { MaximumInstances: 2 } });
    await assert.rejects(
      link.find(images, (answer) => void found.push(answer), never),
      { code: 'NotEnoughMemory', message: /MaximumInstances/ },
    );
    assert.equal(found.length, 2);
  });

  it('fails with what handling an answer fails with', async (t) => {
    const pacs = await startPacs(t, { instances: generatedInstances(2) });
    const reason = new Error('no room');
    const fails = () => {
      throw reason;
    };
    await assert.rejects(dimseLinkTo(pacs.port).find(images, fails, never), reason);
  });

  it('ends with the reason of the signal: the upstream is sent C-CANCEL', async (t) => {
    const beforeAnswer = new Gate();
    const pacs = await startPacs(t, { instances: generatedInstances(2), script: { beforeAnswer } });
    const stop = new AbortController();
    const finding = dimseLinkTo(pacs.port).find(images, dropped, stop.signal);
    await beforeAnswer.reached();
    const reason = new Error('the client has left');
    stop.abort(reason);
    await assert.rejects(finding, reason);
    assert.equal(pacs.cancels, 1);
  });

  it('loses the association of an upstream that does not heed a cancellation', async (t) => {
    const beforeAnswer = new Gate();
    const pacs = await startPacs(t, {
      instances: generatedInstances(2),
      script: { beforeAnswer, ignoresCancel: true },
    });
    const stop = new AbortController();
    const link = dimseLinkTo(pacs.port, { upstream: { CancelTimeout: 0.05 } });
    const finding = link.find(images, dropped, stop.signal);
    await beforeAnswer.reached();
    const reason = new Error('the client has left');
    stop.abort(reason);
    await assert.rejects(finding, reason);
  });

  it('needs a modality of that name', async (t) => {
    const pacs = await startPacs(t);
    const link = dimseLinkTo(pacs.port, { upstream: { Modality: 'elsewhere' } });
    await assert.rejects(link.find(images, dropped, never), { code: 'InexistentItem' });
  });
});
