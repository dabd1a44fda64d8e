import type { JsonValue } from './json.ts';
import type { Option } from './option.ts';
import { optionGroups } from './options.ts';

const lineWidth = 100;

/** A whole configuration file: every option with its default, type, unit and meaning. Unset options are commented out. */
export function printedConfiguration(): string {
  const lines: string[] = ['{'];
  const lastSet = lastSetOption();
  for (const { title, options } of optionGroups) {
    lines.push(`  // ==== ${title} ====`, '');
    for (const [key, option] of Object.entries<Option>(options)) {
      lines.push(...wrapped(describe(option)).map((line) => `  // ${line}`));
      lines.push(...fieldLines(option));
      lines.push(printedOption(key, option.default, key === lastSet ? '' : ','), '');
    }
  }
  return `${[...lines.slice(0, -1), '}'].join('\n')}\n`;
}

/** One line or more for each field of a section. */
function fieldLines({ type }: Option): readonly string[] {
  return Object.entries(type.fields ?? {}).flatMap(([name, field]) => {
    const byDefault = field.default === undefined ? 'unset' : JSON.stringify(field.default);
    const lines = wrapped(`"${name}" (${byDefault}): ${describe(field)}`).map((line) => `  //   ${line}`);
    return [...lines, ...fieldLines(field).map((line) => line.replace('//', '//  '))];
  });
}

/** The type with its range and unit, the meaning, and the truth about support. */
function describe(option: Option): string {
  return `${option.meaning} ${typeDescription(option)}${supportDescription(option)}`;
}

/** `[integer, 1–100, s]` */
export function typeDescription({ type, unit }: Option): string {
  return `[${[type.label, type.range, unit].filter((part) => part !== undefined).join(', ')}]`;
}

function supportDescription({ support, reason }: Option): string {
  if (support === 'yes') return '';
  return support === 'ignored' ? ` Accepted without effect: ${reason}.` : ` Not supported yet: ${reason}.`;
}

function printedOption(key: string, byDefault: JsonValue | undefined, comma: string): string {
  if (byDefault === undefined) return `  // "${key}": (unset)`;
  return `  "${key}": ${JSON.stringify(byDefault)}${comma}`;
}

function lastSetOption(): string | undefined {
  const rows = optionGroups.flatMap(({ options }) => Object.entries<Option>(options));
  return rows.findLast(([, option]) => option.default !== undefined)?.[0];
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= lineWidth) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
