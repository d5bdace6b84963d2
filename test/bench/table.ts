import { type Figure, ratioOf, reaches } from './figure.ts';

const columns = ['', 'ours', 'baseline', 'ratio', 'target', ''];

function shown(value: number | undefined, unit: string): string {
  if (value === undefined) return '';
  const digits = Number.isInteger(value) || value >= 100 ? 0 : 2;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })}${unit}`;
}

function verdictOf(figure: Figure): string {
  const reached = reaches(figure);
  if (reached === undefined) return '';
  return reached ? 'pass' : 'MISS';
}

function cellsOf(figure: Figure): string[] {
  const { what, unit, ours, baseline, target } = figure;
  const ratio = ratioOf(figure);
  return [
    what,
    shown(ours, unit),
    shown(baseline, unit),
    ratio === undefined || !Number.isFinite(ratio) ? '' : ratio.toFixed(2),
    target === undefined ? '' : `${target.sign} ${target.value}`,
    verdictOf(figure),
  ];
}

/** The figures as lines of text, numbers to the right. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [columns, ...figures.map(cellsOf)];
  const widths = columns.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
