import type { TestContext } from 'node:test';
import { freePort } from './free-port.ts';
import { PeerProcess } from './peer-process.ts';
import { ReceivedFiles } from './received-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface StorescpProcess {
  readonly port: number;
  readonly received: ReceivedFiles;
}

/** Takes every class in every syntax and writes what it is sent, byte for byte. */
const acceptEverything = ['+xa', '-pm', '+B'];

/** DCMTK's storescp on a free port, killed after the test. */
export async function startStorescp(
  t: TestContext,
  args: readonly string[] = acceptEverything,
): Promise<StorescpProcess> {
  let storescp: PeerProcess | undefined;
  const folder = temporaryFolder(t, () => storescp?.kill());
  const port = await freePort();
  storescp = new PeerProcess('storescp', [...args, '-od', folder, `${port}`]);
  await storescp.listensOn(port);
  return { port, received: new ReceivedFiles(folder) };
}
