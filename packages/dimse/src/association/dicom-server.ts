import type { Association } from './association.ts';
import type { DicomServerOptions } from './server-options.ts';

/** Listens for associations and performs what its handlers can. */
export declare class DicomServer {
  constructor(options: DicomServerOptions);
  readonly address: { readonly host: string; readonly port: number } | undefined;
  readonly associations: ReadonlySet<Association>;
  listen(options: { readonly port: number; readonly host?: string }): Promise<void>;
  close(options?: { readonly graceMs?: number }): Promise<void>;
}
