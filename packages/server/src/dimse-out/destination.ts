import type { RemoteModality } from '../config/modality.ts';

/** A modality as the target of associations: with what one request may change about it. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly calledAet: string;
  readonly callingAet: string;
  readonly useTls: boolean;
  /** Connecting, and waiting for a response; 0 waits without end. */
  readonly timeoutMs: number;
  /** Associations that one delivery uses side by side. */
  readonly parallelAssociations: number;
  /** Requests to have outstanding on one association, when the destination grants them. */
  readonly asynchronousOperations: number;
  /** Whether data sets may be sent in another transfer syntax than they are stored in. */
  readonly allowTranscoding: boolean;
}

/** What the configuration says for every destination. */
export interface DestinationDefaults {
  readonly localAet: string;
  readonly timeoutMs: number;
  readonly parallelAssociations: number;
  readonly asynchronousOperations: number;
  readonly transcode: boolean;
}

/** What a request may replace. */
export interface DestinationOverrides {
  readonly localAet?: string | undefined;
  readonly calledAet?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly timeoutMs?: number | undefined;
}

/** The calling AE title: the request's, else the modality's LocalAet, else DicomAet; the timeout likewise. */
export function destinationOf(
  modality: RemoteModality,
  defaults: DestinationDefaults,
  overrides: DestinationOverrides = {},
): Destination {
  return {
    host: overrides.host ?? modality.Host,
    port: overrides.port ?? modality.Port,
    calledAet: overrides.calledAet ?? modality.AET,
    callingAet: overrides.localAet || modality.LocalAet || defaults.localAet,
    useTls: modality.UseDicomTls,
    timeoutMs: overrides.timeoutMs || modality.Timeout * 1000 || defaults.timeoutMs,
    parallelAssociations: modality.ParallelAssociations ?? defaults.parallelAssociations,
    asynchronousOperations: modality.AsynchronousOperations ?? defaults.asynchronousOperations,
    allowTranscoding: modality.AllowTranscoding && defaults.transcode,
  };
}

/** Associations of equal keys are interchangeable. */
export function destinationKey(destination: Destination): string {
  const { host, port, calledAet, callingAet, useTls } = destination;
  return `${useTls ? 'tls' : 'tcp'}://${host}:${port}/${callingAet}/${calledAet}`;
}
