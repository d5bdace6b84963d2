import Sequencer from '@jest/test-sequencer';

/** Suites of half a minute and more, longest first. On a new machine Jest knows no times and goes by the size of files. */
const longest = [
  'e2e/looking-after',
  'e2e/look-ups',
  'e2e/being-told',
  'e2e/asking',
  'e2e/auditing',
  'e2e/following-up',
  'campaign/campaign',
  'alerts/sweep-crash',
  'store/postgres-store',
  'alerts/storm',
  'start/start',
  'alerts/crash',
  'exports/whole-way',
];

function rankOf({ path }) {
  const at = longest.findIndex((name) => path.includes(`/test/${name}.`));
  return at < 0 ? longest.length : at;
}

/** Starts the long suites first, so that none runs alone at the end. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
