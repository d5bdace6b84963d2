import type { AlertView } from './view.ts';

const nothingChanged = { title: '', changes: [], notes: '', readAt: '', openAsk: '' } as const;

/**
 * The card for a channel whose members may know that something happened to whom, and no more: rule, verdict,
 * severity, user, app, count, times and how the case stands. What a rule says in its own words may name addresses and
 * places, as may what people and the bot noted; all of that is left out, and the buttons open it for their presser.
 */
export function briefAlert<V extends AlertView>(view: V): V {
  const who = view.isMany ? 'Many people' : view.userName;
  return {
    ...view,
    title: `${who}: ${view.verdict} (${view.rule})`,
    headline: `Rule ${view.rule}`,
    why: 'This place gets alerts in brief. The buttons open the rest, for whoever presses and may see it.',
    nextStep: '',
    policyName: '',
    facts: [],
    from: '',
    device: '',
    network: '',
    riskText: '',
    otherCases: '',
    readAt: '',
    lastSignIns: [],
    otherTitles: [],
    tops: [],
    bars: [],
    barsText: '',
    whatChanged: nothingChanged,
    stateLine: view.stateLine.replace(/: .*$/s, ''),
    silenceLine: view.silenceLine.replace(/: .*$/s, ''),
    silenceWhat: 'what this case is about',
    earlier: '',
    history: [],
  };
}
