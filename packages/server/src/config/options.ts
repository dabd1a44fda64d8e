import type { Option, OptionValue } from './option.ts';
import { awsS3StorageOptions } from './options/aws-s3-storage.ts';
import { dicomScpOptions } from './options/dicom-scp.ts';
import { dicomScuOptions } from './options/dicom-scu.ts';
import { httpOptions } from './options/http.ts';
import { httpClientOptions } from './options/http-client.ts';
import { isocenterOptions } from './options/isocenter.ts';
import { jobsOptions } from './options/jobs.ts';
import { logsOptions } from './options/logs.ts';
import { postgresqlOptions } from './options/postgresql.ts';
import { relayOptions } from './options/relay.ts';
import { storageOptions } from './options/storage.ts';
import { threadsOptions } from './options/threads.ts';
import { transcodingOptions } from './options/transcoding.ts';
import { worklistsOptions } from './options/worklists.ts';

/** Every option, by subject, in the order they are printed. */
export const optionGroups = [
  { title: 'General and storage', options: storageOptions },
  { title: 'Databases', options: postgresqlOptions },
  { title: 'Object storage', options: awsS3StorageOptions },
  { title: 'HTTP server', options: httpOptions },
  { title: 'HTTP client', options: httpClientOptions },
  { title: 'DICOM server (SCP)', options: dicomScpOptions },
  { title: 'DICOM client (SCU) and modalities', options: dicomScuOptions },
  { title: 'Worklists', options: worklistsOptions },
  { title: 'Transcoding and images', options: transcodingOptions },
  { title: 'Relay', options: relayOptions },
  { title: 'Jobs', options: jobsOptions },
  { title: 'Scripts, plugins, dictionaries, logs', options: logsOptions },
  { title: 'Threads and memory', options: threadsOptions },
  { title: "Isocenter's own", options: isocenterOptions },
] as const;

const optionTable = {
  ...storageOptions,
  ...postgresqlOptions,
  ...awsS3StorageOptions,
  ...httpOptions,
  ...httpClientOptions,
  ...dicomScpOptions,
  ...dicomScuOptions,
  ...worklistsOptions,
  ...transcodingOptions,
  ...relayOptions,
  ...jobsOptions,
  ...logsOptions,
  ...threadsOptions,
  ...isocenterOptions,
};

type OptionTable = typeof optionTable;

/** The key of an option. */
export type OptionKey = keyof OptionTable;

/** The validated configuration: every option, those not given with their default. */
export type Configuration = { readonly [Key in OptionKey]: OptionValue<OptionTable[Key]> };

/** Every option by its key. */
export const options: ReadonlyMap<string, Option> = new Map(Object.entries(optionTable));

/** Older key to current key. */
export const optionAliases: ReadonlyMap<string, string> = new Map(
  [...options].flatMap(([key, { aliases = [] }]) => aliases.map((alias): [string, string] => [alias, key])),
);
