import { type DataSet, formatTag, type Tag } from '@isocenter/dicom';
import { type Level, parentOf } from '../model/level.ts';
import type { MainTags, TagKey, TagValues } from '../model/main-tags.ts';
import type { FindEnd } from './find-matches.ts';
import { DataSetAttributes } from './instance-attributes.ts';
import type { FoundHere, OpenSearch, SpannedAnswer } from './spanned-search.ts';
import type { Match } from './value-source.ts';

/** Which of the answers, and as what. */
export interface AnswersWanted {
  readonly level: Level;
  /** What is found here; undefined: nothing. */
  readonly here: FoundHere | undefined;
  /** Answers to skip. */
  readonly offset?: number;
  /** Answers at most; may be infinite. */
  readonly limit: number;
  /** The records get the main tags of their level and of the patient; unset: none. */
  readonly mainTags?: MainTags;
}

/** Answers of others as matches of a search; `answeredSources` tell where their values are. */
export async function* answeredMatches(
  search: OpenSearch,
  wanted: AnswersWanted,
): AsyncGenerator<readonly Match[], FindEnd, void> {
  const answers = search.answers(wanted.here);
  let toSkip = wanted.offset ?? 0;
  let left = wanted.limit;
  try {
    for (;;) {
      const { done, value } = await answers.next();
      if (done) return value;
      const page = value.slice(toSkip, toSkip + left);
      const cut = value.length > toSkip + left;
      toSkip = Math.max(0, toSkip - value.length);
      left -= page.length;
      if (page.length > 0) yield page.map((answer) => answeredMatch(answer, wanted));
      if (cut) return { limitReached: true };
    }
  } finally {
    await answers.return({ limitReached: false });
  }
}

function answeredMatch({ dataSet, publicIds = {} }: SpannedAnswer, { level, mainTags }: AnswersWanted): Match {
  const parent = parentOf(level);
  const parentId = parent && publicIds[parent];
  return {
    record: {
      level,
      publicId: publicIds[level] ?? '',
      ...(parentId !== undefined && { parent: parentId }),
      ...(mainTags !== undefined && {
        tags: tagValues(dataSet, mainTags.of(level)),
        ancestorTags: { Patient: tagValues(dataSet, mainTags.of('Patient')) },
      }),
    },
    attributes: new DataSetAttributes(dataSet),
  };
}

function tagValues(dataSet: DataSet, wanted: ReadonlySet<Tag>): TagValues {
  const values: Record<TagKey, string> = {};
  for (const { tag } of dataSet) {
    const value = wanted.has(tag) ? dataSet.textField(tag) : undefined;
    if (value !== undefined) values[formatTag(tag)] = value.trim();
  }
  return values;
}
