import type { AlertView } from './view.ts';

const fewLines = 2;

function fewerSteps<V extends AlertView>(view: V): V {
  const history = view.history.slice(-fewLines);
  const isCut = view.history.length > history.length || view.earlier !== '';
  return { ...view, history, earlier: isCut ? 'Earlier steps are not shown' : '' };
}

function fewerFacts<V extends AlertView>(view: V): V {
  const { facts } = view;
  if (facts.length <= fewLines + 1) return view;
  const left = facts.length - fewLines;
  return {
    ...view,
    facts: [...facts.slice(0, fewLines), { title: 'More', value: `${left} other lines` }],
  };
}

function fewerChanges<V extends AlertView>(view: V): V {
  const { changes, notes, ...others } = view.whatChanged;
  const [cause, ...more] = changes;
  if (cause === undefined) return view;
  const lines = cause.lines.slice(0, 1);
  const isCut = more.length > 0 || lines.length < cause.lines.length;
  const said = isCut ? `${notes} Not all of it has room here.`.trim() : notes;
  return { ...view, whatChanged: { ...others, changes: [{ ...cause, lines }], notes: said } };
}

function lessAround<V extends AlertView>(view: V): V {
  return { ...view, lastSignIns: view.lastSignIns.slice(0, fewLines), otherTitles: [] };
}

/**
 * The same alert with less on it each time, for when names are so long that the whole of it does not fit into one
 * card. Who, what, why and the buttons stay; what is left out is counted or said.
 */
export function smallerAlerts<V extends AlertView>(view: V): readonly V[] {
  const around = lessAround(view);
  const steps = fewerSteps(around);
  const changes = fewerChanges(steps);
  return [around, steps, changes, fewerFacts(changes)];
}
