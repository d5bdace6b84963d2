import { parseArgs } from 'node:util';
import { compareDrain } from './drain/compare-drain.ts';
import { measureExport } from './export/measure-export.ts';
import { type Figure, reaches } from './figure.ts';
import { compareHelp } from './help/compare-help.ts';
import { compareHistory } from './history/compare-history.ts';
import { compareLoad } from './load/compare-load.ts';
import { compareRender } from './render/compare-render.ts';
import { countRequests } from './requests/count-requests.ts';
import { tableOf } from './table.ts';
import { compareWatch } from './watch/compare-watch.ts';

/**
 * `npm run bench`: each figure beside its baseline, measured in the same run, in turns. Ratios matter;
 * absolute numbers belong to this machine and moment. Loopback only.
 */
const usage = `npm run bench -- [--only render,requests,help,drain,export,history,watch,load] [--rows 100000] [--full] [--seconds 60] [--strict]
  --only    parts to run
  --rows    sign-ins in the shorter drain; the longer has three times as many
  --full    ten times as many in the longer drain
  --seconds how long each side of the load lasts
  --strict  exit code 1 when a target is missed`;

function readFlags() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', default: 'render,requests,help,drain,export,history,watch,load' },
        rows: { type: 'string', default: '100000' },
        full: { type: 'boolean', default: false },
        seconds: { type: 'string', default: '60' },
        strict: { type: 'boolean', default: false },
      },
    }).values;
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : thrown}\n${usage}\n`);
    process.exit(2);
  }
}

const flags = readFlags();
const rows = Math.max(1, Math.round(Number(flags.rows) / 1_000)) * 1_000;
const seconds = Math.max(1, Number(flags.seconds));
const parts: Record<string, () => Promise<Figure[]>> = {
  render: compareRender,
  requests: countRequests,
  help: compareHelp,
  export: measureExport,
  history: compareHistory,
  watch: compareWatch,
  load: () => compareLoad(seconds),
  drain: () => compareDrain(rows, rows * (flags.full ? 10 : 3)),
};

const wanted = flags.only.split(',');
const unknown = wanted.filter((part) => !Object.hasOwn(parts, part));
if (unknown.length > 0 || Number.isNaN(rows + seconds)) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const part of wanted) {
  process.stderr.write(`measuring ${part} …\n`);
  figures.push(...((await parts[part]?.()) ?? []));
}
const missed = figures.filter((figure) => reaches(figure) === false);
process.stdout.write(`\n${tableOf(figures)}\n`);
process.stdout.write(
  missed.length === 0
    ? 'Every target was reached.\n'
    : `Missed: ${missed.map(({ what }) => what).join('; ')}.\n`,
);
process.exit(flags.strict && missed.length > 0 ? 1 : 0);
