import type { ParentLevel } from '../../model/level.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import type { NewInstance } from '../records.ts';
import { foldedColumn } from './resource-row.ts';
import { relayMark } from './system-metadata.ts';

/** A new instance on its way to the writing thread: what the thread decides by. */
export type InstanceRow = Omit<
  NewInstance,
  'tags' | 'folded' | 'metadata' | 'expectedInstances' | 'sharedAbove' | 'sopClassUid' | 'transferSyntaxUid'
> & {
  /** The mark of the relay. */
  readonly relayedFrom: string | undefined;
};

/** What goes into columns as it is, made beforehand: the writing thread is what all associations wait for. */
export interface InstanceColumns {
  readonly [column: string]: string | null | Uint8Array | undefined;
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly tags: string;
  readonly folded: string | null;
  readonly metadata: string;
  /** `RecordsAbove` as JSON: read only when one of them is missing. */
  readonly above: string;
  /** Bytes of the first attachment. */
  readonly copy: Uint8Array | undefined;
}

/** What is inserted where the patient, the study or the series is missing. */
export type RecordsAbove = Readonly<
  Record<'tags' | 'folded', Pick<NewInstance['tags'], ParentLevel>> & {
    readonly metadata: Pick<NewInstance['metadata'], ParentLevel>;
    readonly expectedInstances: number | undefined;
  }
>;

/** Makes rows; remembers the texts that instances share. */
export class InstanceRows {
  readonly #textsAbove = new WeakMap<object, string>();

  rowOf({ attachments, indexInSeries, metadata, overwrite, publicIds, receivedAtMs }: NewInstance): InstanceRow {
    const relayedFrom = metadata.Instance[relayMark];
    return { attachments, indexInSeries, overwrite, publicIds, receivedAtMs, relayedFrom };
  }

  columnsOf(instance: NewInstance, copy: Uint8Array | undefined): InstanceColumns {
    const { folded, metadata, sopClassUid, tags, transferSyntaxUid } = instance;
    return {
      sopInstanceUid: normalizeIdentifier(tags.Instance['0008,0018'] ?? ''),
      sopClassUid,
      transferSyntaxUid,
      tags: JSON.stringify(tags.Instance),
      folded: foldedColumn(folded.Instance),
      metadata: JSON.stringify(metadata.Instance),
      above: this.#textAbove(instance),
      copy,
    };
  }

  #textAbove({ expectedInstances, folded, metadata, sharedAbove, tags }: NewInstance): string {
    const known = sharedAbove === undefined ? undefined : this.#textsAbove.get(sharedAbove);
    if (known !== undefined) return known;
    const { Instance: _tags, ...tagsAbove } = tags;
    const { Instance: _folded, ...foldedAbove } = folded;
    const { Instance: _metadata, ...metadataAbove } = metadata;
    const above: RecordsAbove = { tags: tagsAbove, folded: foldedAbove, metadata: metadataAbove, expectedInstances };
    const text = JSON.stringify(above);
    if (sharedAbove !== undefined) this.#textsAbove.set(sharedAbove, text);
    return text;
  }
}
