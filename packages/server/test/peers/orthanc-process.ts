import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from './free-port.ts';
import { PeerProcess } from './peer-process.ts';
import { RestClient } from './rest-client.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface OrthancProcess {
  readonly aet: string;
  readonly dicomPort: number;
  readonly rest: RestClient;
}

/** Orthanc on free ports in a folder of its own, open to everybody on this machine; killed after the test. */
export async function startOrthanc(
  t: TestContext,
  options: Readonly<Record<string, unknown>> = {},
): Promise<OrthancProcess> {
  let orthanc: PeerProcess | undefined;
  const folder = temporaryFolder(t, () => orthanc?.kill());
  const file = join(folder, 'orthanc.json');
  const [dicomPort, httpPort] = [await freePort(), await freePort()];
  const configuration = {
    DicomAet: 'ORTHANC',
    DicomPort: dicomPort,
    HttpPort: httpPort,
    StorageDirectory: folder,
    IndexDirectory: folder,
    OverwriteInstances: true,
    AuthenticationEnabled: false,
    DicomAlwaysAllowFind: true,
    DicomAlwaysAllowGet: true,
    DicomAlwaysAllowMove: true,
    DicomAssociationCloseDelay: 0,
    ...options,
  };
  writeFileSync(file, JSON.stringify(configuration));
  orthanc = new PeerProcess('Orthanc', [file]);
  await orthanc.listensOn(httpPort);
  await orthanc.listensOn(dicomPort);
  return { aet: 'ORTHANC', dicomPort, rest: new RestClient(`http://127.0.0.1:${httpPort}`) };
}
