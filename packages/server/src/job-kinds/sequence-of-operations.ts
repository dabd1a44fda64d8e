import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import type { JobItem } from '../jobs/job-record.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { operationsOfKey } from './operation.ts';
import { namedResource, type OperationOptions, performOperation, type Resources } from './operation-effects.ts';

/** How far the sequence at hand is, kept with the job, so that another attempt goes on from there. */
interface SequenceProgress {
  readonly position: number;
  readonly outputs: readonly Resources[];
}

/**
 * `SequenceOfOperations`: what scripts want done with resources. Its items are sequences of operations, each of one
 * callback; within a sequence an operation takes what another one left. A sequence that fails does not keep the others
 * from their turn.
 */
export function sequenceOfOperationsKind(options: OperationOptions): JobKind {
  return {
    type: 'SequenceOfOperations',
    permissive: true,
    publicContent: ({ itemCounts: { Done, Failed, Waiting } }) => ({
      CountOperations: Waiting + Done + Failed,
      Description: 'Lua',
    }),
    async run(context) {
      for await (const item of context.waitingItems()) await runSequence(options, context, item);
    },
  };
}

async function runSequence(options: OperationOptions, context: JobContext, item: JobItem): Promise<void> {
  try {
    const operations = operationsOfKey(item.key);
    const outputs: Resources[] = [...outputsSoFar(context, item.position)];
    for (const operation of operations.slice(outputs.length)) {
      context.signal.throwIfAborted();
      const input = operation.Input === undefined ? undefined : outputs[operation.Input - 1];
      const resources = input ?? (await namedResource(options, operation.Resource ?? ''));
      outputs.push(await performOperation(options, operation, resources, context.signal));
      const progress: SequenceProgress = { position: item.position, outputs };
      context.setContent({ ...context.content, Sequence: progress });
    }
  } catch (error) {
    context.signal.throwIfAborted();
    // The way to the destination is at fault: the job as a whole tries again.
    if (error instanceof IsocenterError && error.transient) throw error;
    await context.itemFailed(item.position, error);
    return;
  }
  await context.itemDone(item.position);
}

function outputsSoFar({ content }: JobContext, position: number): readonly Resources[] {
  const progress = content.Sequence as SequenceProgress | undefined;
  return progress?.position === position ? progress.outputs : [];
}
