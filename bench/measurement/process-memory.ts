import { readdir, readFile } from 'node:fs/promises';

/** The highest resident memory a process and its descendants have had, summed (VmHWM of proc(5)). */
export function peakMemoryMebibytes(pid: number): Promise<number> {
  return memoryOfTree(pid, 'VmHWM');
}

/** Their resident memory now (VmRSS of proc(5)). */
export function residentMemoryMebibytes(pid: number): Promise<number> {
  return memoryOfTree(pid, 'VmRSS');
}

async function memoryOfTree(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1');
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`process ${pid} tells no ${field}`);
  const children = await Promise.all((await childrenOf(pid)).map((child) => memoryOfTree(child, field)));
  return children.reduce((sum, mebibytes) => sum + mebibytes, Number(kibibytes) / 1024);
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'latin1').catch(() => '')),
  );
  return lists
    .join(' ')
    .split(' ')
    .filter((child) => child !== '')
    .map(Number);
}
