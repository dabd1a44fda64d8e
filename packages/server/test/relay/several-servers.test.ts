import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { generatedInstances } from '../faults/generated-instances.ts';
import { startIsocenter } from '../peers/running-isocenter.ts';
import { dropSchema, newSchemaName, postgresIsMissing, postgresUri } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { clientMove } from './relay-client.ts';
import { assertDelivered, ending, startScene, wholeStudy } from './relay-scene.ts';

const options = { skip: postgresIsMissing, timeout: 60_000 };

it('what the PACS sends to another server of the index is delivered, and is of the cache', options, async (t) => {
  const schema = newSchemaName();
  const folder = await temporaryFolder();
  const shared = {
    StorageDirectory: join(folder.path, 'data'),
    PostgreSQL: {
      EnableIndex: true,
      ConnectionUri: postgresUri,
      Schema: schema,
      Lock: false,
      IndexConnectionsCount: 3,
    },
  };
  const upstream = { FirstInstanceTimeout: 20, QuietPeriod: 20 };
  const scene = await startScene(t, { pacs: { hospital: { upstream } }, configuration: shared });
  const pacs = scene.pacs();
  const other = await startIsocenter(t, {
    ...shared,
    DicomModalities: { hospital: pacs.modality() },
    Relay: { Upstreams: { hospital: { Modality: 'hospital' } } },
  });
  // Once both have stopped.
  t.after(async () => {
    await folder[Symbol.asyncDispose]();
    await dropSchema(schema);
  });
  pacs.destinations.set('ISOCENTER', { host: '127.0.0.1', port: other.dicomPort });

  const moved = await clientMove(scene.port, wholeStudy);
  assert.deepEqual(ending(moved), ['0000', 5, 0, 0]);
  assertDelivered(scene.destination, generatedInstances(5));
  assert.equal(pacs.moves.length, 1);
  for (const id of await other.rest.ids('/instances')) {
    const mark = await other.rest.bytes(`/instances/${id}/metadata/RelayedFrom`);
    assert.equal(mark.toString(), 'hospital');
  }
});
