import type { IndexStore } from '../index/index-store.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import type { Exporter, ExportRequest } from '../zip-export/exporter.ts';
import { resourcesOf } from '../zip-export/selection.ts';
import type { JobOutputs } from './job-outputs.ts';
import { JobParameters } from './job-parameters.ts';

/** The key of what these jobs make. */
export const archiveKey = 'archive';

export interface ArchiveKindOptions {
  readonly index: Pick<IndexStore, 'findResources'>;
  readonly exporter: Pick<Exporter, 'measure' | 'zip'>;
  readonly outputs: Pick<JobOutputs, 'write'>;
}

/** `Archive` and `Media`: make a ZIP in the background. A job without items: after a crash it begins anew. */
export function archiveKinds(options: ArchiveKindOptions): readonly JobKind[] {
  return [
    { type: 'Archive', resubmittable: false, run: (context) => runExport(options, 'archive', context) },
    { type: 'Media', resubmittable: false, run: (context) => runExport(options, 'media', context) },
  ];
}

const bytesPerMegabyte = 1024 * 1024;

/** How a job shows what goes into its ZIP. */
export function sizesShown(instances: number, bytes: number) {
  return {
    InstancesCount: instances,
    UncompressedSize: String(bytes),
    UncompressedSizeMB: Math.floor(bytes / bytesPerMegabyte),
  };
}

async function runExport(
  { exporter, index, outputs }: ArchiveKindOptions,
  form: ExportRequest['form'],
  context: JobContext,
): Promise<void> {
  const parameters = new JobParameters(context.parameters);
  const request: ExportRequest = {
    form,
    resources: await resourcesOf(index, parameters.texts('Resources') ?? []),
    utf8: parameters.boolean('Utf8'),
    extended: parameters.boolean('Extended'),
    transferSyntaxUid: parameters.text('Transcode'),
  };
  const { bytes, instances } = await exporter.measure(request);
  // Since it was submitted, instances may have come and gone.
  const content = { ...context.content, ...sizesShown(instances, bytes) };
  context.setContent(content);
  let written = 0;
  const zip = exporter.zip(request, (more) => {
    written += more;
    context.setProgress(bytes === 0 ? 1 : written / bytes);
  });
  const output = {
    key: archiveKey,
    contentType: 'application/zip',
    filename: parameters.requiredText('Filename'),
  };
  const size = await outputs.write(context.id, output, untilAborted(zip, context.signal));
  context.setContent({
    ...content,
    ArchiveSize: String(size),
    ArchiveSizeMB: Math.floor(size / bytesPerMegabyte),
  });
}

async function* untilAborted(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
  }
}
