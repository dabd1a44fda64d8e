import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runTool } from './dcmtk-tool.ts';
import { freePort } from './free-port.ts';
import { PeerProcess } from './peer-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface DcmqrscpOptions {
  /** Files that it has. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Who it may send to, by AE title. */
  readonly peers: Readonly<Record<string, number>>;
}

export interface DcmqrscpProcess {
  readonly aet: string;
  readonly port: number;
}

/** DCMTK's image archive on a free port, with files in it; killed after the test. */
export async function startDcmqrscp(t: TestContext, { files, peers }: DcmqrscpOptions): Promise<DcmqrscpProcess> {
  let dcmqrscp: PeerProcess | undefined;
  const folder = temporaryFolder(t, () => dcmqrscp?.kill());
  const archive = join(folder, 'archive');
  mkdirSync(archive);
  const paths = files.map(({ name }) => join(archive, name));
  for (const [index, path] of paths.entries()) writeFileSync(path, files[index]?.bytes ?? '');
  const port = await freePort();
  const hosts = Object.entries(peers).map(([aet, each], index) => `host${index} = (${aet}, localhost, ${each})`);
  const configuration = [
    `NetworkTCPPort = ${port}`,
    'MaxPDUSize = 16384',
    'MaxAssociations = 16',
    'HostTable BEGIN',
    ...hosts,
    'HostTable END',
    'VendorTable BEGIN',
    'VendorTable END',
    'AETable BEGIN',
    `QRSCP ${archive} RW (200, 1024mb) ANY`,
    'AETable END',
  ];
  const file = join(folder, 'dcmqrscp.cfg');
  writeFileSync(file, `${configuration.join('\n')}\n`);
  const { exitCode, output } = await runTool('dcmqridx', [archive, ...paths]);
  if (exitCode !== 0) throw new Error(`dcmqridx failed: ${output}`);
  dcmqrscp = new PeerProcess('dcmqrscp', ['-c', file]);
  await dcmqrscp.listensOn(port);
  return { aet: 'QRSCP', port };
}
