import process from 'node:process';
import { freePort, untilListening } from '../free-port.ts';
import { hasEnded, type Workbench } from '../workbench.ts';

export const STORESCP_AET = 'STORESCP';

/** Starts DCMTK's storescp, which throws away what it receives. @returns its port */
export async function startStorescp(workbench: Workbench, options: { readonly fork: boolean }): Promise<number> {
  const port = await freePort();
  const forking = options.fork ? ['--fork'] : [];
  const child = workbench.spawn('storescp', ['--ignore', ...forking, '--aetitle', STORESCP_AET, String(port)], {
    env: { ...process.env, TCP_NODELAY: '1' },
  });
  await untilListening(port, () => !hasEnded(child));
  return port;
}
