import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type Association, type AssociationRejectedError, type ConnectOptions, connect } from '@isocenter/dimse';
import { AcceptedStorage } from '../../src/access/accepted-storage.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { parseModality } from '../../src/config/modality.ts';
import type { Configuration } from '../../src/config/options.ts';
import { createDicomScp } from '../../src/dimse-in/dicom-scp.ts';
import { ModalityRegistry } from '../../src/dimse-out/modality-registry.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { Metrics } from '../../src/metrics/metrics.ts';

const implicit = '1.2.840.10008.1.2';
const verification = '1.2.840.10008.1.1';
const studyFind = '1.2.840.10008.5.1.4.1.2.2.1';
const ct = '1.2.840.10008.5.1.4.1.1.2';

/** A DICOM port whose services note that they were asked. */
async function startScp(
  t: TestContext,
  options: Partial<Configuration> = {},
  modalities: readonly (string | number)[][] = [],
) {
  const defaults = loadConfiguration({ paths: [], env: {}, cwd: import.meta.dirname }).configuration;
  const configuration: Configuration = { ...defaults, ...options };
  const performed: string[] = [];
  const logged: string[] = [];
  const metrics = new Metrics({ enabled: true });
  const registry = new ModalityRegistry(
    modalities.map((modality, number) => parseModality(`m${number}`, modality)),
    configuration.StrictAetComparison,
  );
  const server = createDicomScp({
    configuration,
    modalities: registry,
    storage: new AcceptedStorage(configuration),
    tls: undefined,
    logger: { ...silentLogger, warn: (message) => logged.push(message) },
    metrics,
    services: {
      echo() {
        performed.push('echo');
        return { status: 0 };
      },
      store() {
        performed.push('store');
        return { status: 0 };
      },
      async *find() {
        performed.push('find');
        yield* [];
        return { status: 0 };
      },
      async *move() {
        yield* [];
        return { status: 0 };
      },
      async *get() {
        yield* [];
        return { status: 0 };
      },
    },
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => server.close());
  const open = async (addresses: Partial<ConnectOptions> = {}): Promise<Association> => {
    const association = await connect({
      host: '127.0.0.1',
      port: server.address?.port ?? 0,
      callingAet: 'STRANGER',
      calledAet: 'ANYTHING',
      contexts: [verification, studyFind, ct].map((abstractSyntax) => ({
        abstractSyntax,
        transferSyntaxes: [implicit],
      })),
      ...addresses,
    });
    t.after(() => association.abort());
    return association;
  };
  return { logged, open, performed, registry };
}

const find = (association: Association) =>
  Array.fromAsync(association.find({ sopClassUid: studyFind, identifier: new Uint8Array(0) }));
const store = (association: Association) =>
  association.store({ sopClassUid: ct, sopInstanceUid: '1.2.3', dataSet: new Uint8Array(0) });
const rejectedWith = (result: number, source: number, reason: number) => (error: AssociationRejectedError) => {
  assert.deepEqual([error.result, error.source, error.reason], [result, source, reason]);
  return true;
};

describe('the DICOM port', { timeout: 60_000 }, () => {
  it('lets strangers echo and store, by default', async (t) => {
    const { open, performed } = await startScp(t);
    const association = await open();
    assert.equal((await association.echo()).status, 0);
    assert.equal((await store(association)).status, 0);
    assert.deepEqual(performed, ['echo', 'store']);
  });

  it('aborts the association of a stranger who searches, and performs nothing', async (t) => {
    const { logged, open, performed } = await startScp(t);
    const association = await open();
    await assert.rejects(find(association), { name: 'AssociationAbortedError' });
    assert.equal((await association.closed)?.name, 'AssociationAbortedError');
    assert.deepEqual([performed, logged], [[], ['Command not allowed']]);
  });

  it('lets a known modality search', async (t) => {
    const { open, performed } = await startScp(t, {}, [['PACS', '127.0.0.1', 104]]);
    const association = await open({ callingAet: 'pacs' });
    assert.equal((await find(association)).at(-1)?.status, 0);
    assert.deepEqual(performed, ['find']);
  });

  it('goes by the modalities of the time: one that is added may search on its next association', async (t) => {
    const { open, performed, registry } = await startScp(t);
    await assert.rejects(find(await open({ callingAet: 'LATER' })));
    registry.put(parseModality('later', ['LATER', '127.0.0.1', 104]));
    await find(await open({ callingAet: 'LATER' }));
    assert.deepEqual(performed, ['find']);
  });

  it('rejects another called AE title where it is told to check it (PS3.8 Table 9-21)', async (t) => {
    const { logged, open } = await startScp(t, { DicomCheckCalledAet: true, DicomAet: 'ISOCENTER' });
    await assert.rejects(open({ calledAet: 'ANYTHING' }), rejectedWith(1, 1, 7));
    assert.deepEqual(logged, ['Association rejected']);
    assert.equal((await open({ calledAet: 'isocenter' })).open, true);
  });

  it('rejects a stranger when nothing is open to strangers', async (t) => {
    const { open } = await startScp(t, { DicomAlwaysAllowEcho: false, DicomAlwaysAllowStore: false });
    await assert.rejects(open(), rejectedWith(1, 1, 3));
  });

  it('rejects, for now, more associations than there may be', async (t) => {
    const { open } = await startScp(t, { MaximumAssociations: 1 });
    const first = await open();
    await assert.rejects(open(), rejectedWith(2, 3, 2));
    await first.release();
    assert.equal((await open()).open, true);
  });

  it('rejects, for now, more associations of one address than there may be', async (t) => {
    const { open } = await startScp(t, { MaximumAssociationsPerPeer: 1 });
    await open();
    await assert.rejects(open(), rejectedWith(2, 3, 2));
  });

  it('accepts no class that it does not store', async (t) => {
    const { open } = await startScp(t);
    const association = await open({
      contexts: [
        { abstractSyntax: verification, transferSyntaxes: [implicit] },
        { abstractSyntax: '1.2.3.4', transferSyntaxes: [implicit] },
      ],
    });
    assert.deepEqual([...association.acceptedContexts.keys()], [1]);
  });
});
