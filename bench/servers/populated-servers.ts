import type { Client } from '../clients/client.ts';
import type { InstanceLoad } from '../data-sets.ts';
import type { QuestionSetting, Side } from '../question.ts';
import { analyze, createDatabase, setDurable } from './bench-database.ts';
import { type ServerProcess, serverPrograms, startServer } from './server-process.ts';
import type { Destination } from './server-program.ts';

/**
 * Both servers, each holding the instances of a load. They are filled without fsync and started anew, so that nothing
 * of the filling is in their memory; one of them is idle while the other is measured.
 */
export async function startPopulatedServers(
  { workbench, progress }: QuestionSetting,
  client: Client,
  load: InstanceLoad,
  {
    openDestination = async () => undefined,
    postgresql = false,
  }: { readonly openDestination?: () => Promise<Destination | undefined>; readonly postgresql?: boolean } = {},
): Promise<Readonly<Record<Side, ServerProcess>>> {
  const start = async (side: Side): Promise<ServerProcess> => {
    const storageDirectory = await workbench.makeDirectory();
    const database = postgresql ? await createDatabase(workbench) : undefined;
    if (database !== undefined) await setDurable(database, false);
    const onDatabase = database === undefined ? {} : { database };
    const empty = await startServer(workbench, side, { storageDirectory, syncStorage: false, ...onDatabase });
    progress(`filling ${serverPrograms[side].name}`);
    const { seconds, count } = await client.store(empty.dicomPort, load);
    await empty.stop();
    progress(`${serverPrograms[side].name} holds ${count} instances after ${seconds.toFixed(0)} s`);
    if (database !== undefined) {
      await setDurable(database, true);
      await analyze(database);
    }
    const destination = await openDestination();
    return startServer(workbench, side, {
      storageDirectory,
      ...onDatabase,
      ...(destination === undefined ? {} : { destination }),
    });
  };
  return { ours: await start('ours'), peer: await start('peer') };
}
