/** Values of one line of a plot over sizes. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [size: number, value: number])[];
}

export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly Line[];
}

const width = 460;
const height = 340;
const margin = { left: 58, right: 36, top: 40, bottom: 92 };
const colors = ['#1f6feb', '#d1552f', '#2e8b57', '#8a5cc2', '#b8860b', '#5f6b7a', '#0f8b8d', '#c2417c'];
const rowHeight = 14;

/** Panels side by side, as SVG: sizes on a logarithmic scale, values from 0 on. */
export function plot(panels: readonly Panel[]): string {
  const legendRows = Math.max(...panels.map(({ lines }) => lines.length));
  const total = height + Math.max(0, legendRows - 4) * rowHeight;
  const parts = panels.map((panel, at) => `<g transform="translate(${at * width},0)">${panelOf(panel)}</g>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${panels.length * width} ${total}" font-family="sans-serif" font-size="11">`,
    `<title>${panels.map(({ title, unit }) => `${title}: ${unit}`).join('; ')}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function panelOf({ lines, title, unit }: Panel): string {
  const points = lines.flatMap((line) => line.points);
  const sizes = [...new Set(points.map(([size]) => size))].sort((left, right) => left - right);
  const [least = 1] = sizes;
  const most = sizes.at(-1) ?? least;
  const top = roundedUp(Math.max(...points.map(([, value]) => value)));
  const x = (size: number) =>
    margin.left + ((Math.log(size) - Math.log(least)) / (Math.log(most) - Math.log(least) || 1)) * plotWidth;
  const y = (value: number) => margin.top + plotHeight * (1 - value / top);
  const grid = [0, 1, 2, 3, 4].map((step) => {
    const value = (top * step) / 4;
    return `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y(value)}" y2="${y(value)}" stroke="#dddddd"/>
<text x="${margin.left - 6}" y="${y(value) + 4}" text-anchor="end">${numberText(value)}</text>`;
  });
  const ticks = sizes.map(
    (size) =>
      `<text x="${x(size)}" y="${margin.top + plotHeight + 16}" text-anchor="middle">${numberText(size)}</text>`,
  );
  const drawn = lines.map((line, at) => {
    const color = colors[at % colors.length];
    const path = line.points.map(([size, value]) => `${x(size).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    const dots = line.points.map(
      ([size, value]) => `<circle cx="${x(size).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3" fill="${color}"/>`,
    );
    const legendY = margin.top + plotHeight + 40 + at * rowHeight;
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join('')}
<rect x="${margin.left}" y="${legendY - 8}" width="10" height="10" fill="${color}"/>
<text x="${margin.left + 16}" y="${legendY}">${line.name}</text>`;
  });
  return [
    `<text x="${margin.left}" y="20" font-size="14" font-weight="bold">${title}</text>`,
    `<text x="${margin.left}" y="34" fill="#555555">${unit}, over instances in the archive</text>`,
    ...grid,
    ...ticks,
    ...drawn,
  ].join('\n');
}

const plotWidth = width - margin.left - margin.right;
const plotHeight = height - margin.top - margin.bottom;

/** To 1, 2 or 5 times a power of ten, and four times so much more. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  return ([1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}

function numberText(value: number): string {
  return value >= 1000 ? value.toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}
