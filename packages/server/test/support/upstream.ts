import { type UpstreamConfiguration, upstreamFields } from '../../src/config/relay.ts';

/** An upstream `pacs` of the modality `pacs`, with the defaults for what the test does not say. */
export function upstreamOf(fields: Partial<UpstreamConfiguration> = {}): UpstreamConfiguration {
  const defaults = Object.fromEntries(Object.entries(upstreamFields).map(([name, row]) => [name, row.default]));
  // The table has a row for each field.
  return { ...(defaults as unknown as UpstreamConfiguration), Name: 'pacs', Modality: 'pacs', ...fields };
}
