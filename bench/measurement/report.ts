import type { Machine } from './machine.ts';
import type { Result } from './result.ts';
import type { Summary } from './statistics.ts';

const header = ['Question', 'Measure', 'Isocenter', 'Orthanc', 'Ratio', 'Target', 'Met'] as const;

/** A Markdown table: medians with the least and the greatest value, and how many times ours is better. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.question,
    `${result.measure}, ${result.unit}`,
    summaryText(result.ours),
    result.peer === undefined ? '' : summaryText(result.peer),
    result.ratio === undefined ? '' : `${result.ratio.toFixed(2)}x`,
    result.target ?? '',
    result.met === undefined ? '' : result.met ? 'yes' : 'no',
  ]);
  const widths = header.map((title, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function machineText(machine: Machine): string {
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGibibytes} GiB, Linux ${machine.kernel}, ${machine.fileSystem}; load before ${machine.loadBefore.toFixed(2)}`,
    `Node ${machine.node}; ${machine.isocenter}; ${machine.orthanc}; ${machine.dcmtk}`,
  ].join('\n');
}

export function valueText(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

function summaryText({ median, minimum, maximum }: Summary): string {
  return `${valueText(median)} (${valueText(minimum)}-${valueText(maximum)})`;
}
