import { Tags } from '@isocenter/dicom';
import type { IndexStore } from '../index/index-store.ts';
import type { ResourceCondition } from '../index/resource-query.ts';

/** Years and months that studies are of. */
export class StudyDates {
  readonly #index: Pick<IndexStore, 'findResources'>;

  constructor(index: Pick<IndexStore, 'findResources'>) {
    this.#index = index;
  }

  /** Ascending; one look at the index for each. */
  async years(): Promise<readonly string[]> {
    const years: string[] = [];
    for (let from = '0000'; ; ) {
      const date = await this.#firstDate(`${from}0101`, '99991231');
      if (date === undefined) return years;
      const year = date.slice(0, 4);
      years.push(year);
      if (year === '9999') return years;
      from = String(Number(year) + 1).padStart(4, '0');
    }
  }

  /** Of a year, ascending: `YYYY-MM`. */
  async monthsOf(year: string): Promise<readonly string[]> {
    const months: string[] = [];
    for (let month = 1; month <= 12; ) {
      const date = await this.#firstDate(`${year}${twoDigits(month)}01`, `${year}1231`);
      if (date === undefined) break;
      month = Number(date.slice(4, 6));
      if (!(month >= 1 && month <= 12)) break;
      months.push(`${year}-${twoDigits(month)}`);
      month += 1;
    }
    return months;
  }

  /** That a study is of a month, `YYYY-MM`. */
  conditionOf(month: string): ResourceCondition {
    const prefix = month.replace('-', '');
    return range(`${prefix}01`, `${prefix}31`);
  }

  /** The earliest date of a study from one date to another, both included; dates are eight digits. */
  async #firstDate(from: string, to: string): Promise<string | undefined> {
    const order = [{ by: 'tag', level: 'Study', tag: Tags.StudyDate, as: 'text' }] as const;
    const query = { level: 'Study', conditions: [range(from, to)], order, limit: 1, want: { tags: true } } as const;
    for await (const [study] of this.#index.findResources(query)) {
      const date = study?.tags?.['0008,0020'] ?? '';
      return /^\d{8}$/.test(date) ? date : undefined;
    }
    return undefined;
  }
}

function range(from: string, to: string): ResourceCondition {
  return { kind: 'range', level: 'Study', tag: Tags.StudyDate, folded: false, from, to };
}

function twoDigits(month: number): string {
  return String(month).padStart(2, '0');
}
