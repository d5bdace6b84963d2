import type { Case } from '../../domain/case.ts';
import { maintenanceUntil } from '../../domain/maintenance.ts';
import { quietUntil } from '../../domain/quiet-hours.ts';
import { clockWords, knownZone } from '../../domain/zoned-time.ts';
import type { RuleSample } from '../../ports/rule-trials.ts';
import type { Subscriptions } from '../../ports/subscriptions.ts';
import type { WatchedRule } from '../../ports/watched-rules.ts';
import { heldUntil } from '../quiet-until.ts';
import { placesFor, routingOf } from '../routing.ts';
import type { ActiveRule } from '../rule.ts';
import { type AlertLinks, alertView } from '../view.ts';
import { createCaseBook } from './case-book.ts';
import { sampleFindings } from './sample-findings.ts';

interface Circumstances {
  readonly tenantId: string;
  readonly subscriptions: Pick<Subscriptions, 'list'>;
  readonly links: AlertLinks;
  readonly now: Date;
  readonly timeZone: string;
}

const mostNamed = 5;

function settingsWords({ numbers, settings }: WatchedRule): string[] {
  const said = [...numbers.map(({ name, value }) => `${name} ${value}`), ...settings];
  return said.length === 0 ? [] : [`Set now: ${said.join(' · ')}.`];
}

/** Whether a card of the rule would be posted now. */
function postingWords(
  active: ActiveRule,
  { severity, routing }: Case,
  { now, timeZone }: Circumstances,
): string {
  if (routing?.delivery === 'digest') {
    return 'It would have no card of its own: the daily digest counts it (delivery digest).';
  }
  const until = heldUntil(active, severity, now);
  if (until === undefined) return 'A card like this would be posted at once.';
  const { quietHours, maintenance = [] } = active;
  const causes = [
    quietHours && quietUntil(quietHours, now) ? 'quiet hours' : '',
    maintenanceUntil(maintenance, now) ? 'announced work' : '',
  ].filter(Boolean);
  const zone = knownZone(timeZone);
  const by = causes.length === 0 ? '' : ` by ${causes.join(' and ')}`;
  return `A card like this would be held back until ${clockWords(until, zone)} (${zone})${by}.`;
}

async function placesWords(
  { routing }: Case,
  { subscriptions, tenantId }: Circumstances,
): Promise<string> {
  const all = await subscriptions.list(tenantId);
  const live = all.filter(({ dead }) => dead === undefined);
  if (live.length === 0) {
    return 'It would reach nobody: no conversation receives alerts. Type “alerts here” where they shall go.';
  }
  const places = placesFor(routing, live);
  if (places.size === 0) return 'It is posted nowhere; “alerts” lists it.';
  const chosen = live.filter(({ target }) => places.has(target.conversationId));
  const names = chosen.map(({ name }) => name ?? 'one without a name');
  const left = names.length - mostNamed;
  const more = left > 0 ? ` and ${left} more` : '';
  const count = chosen.length === 1 ? 'one conversation' : `${chosen.length} conversations`;
  return `It would go to ${count}: ${names.slice(0, mostNamed).join(', ')}${more}.`;
}

/** A case of nobody, found by the rule itself in its sample, and what the rule's settings mean for it. */
export async function sampleOf(
  { active, told, isOff }: { active: ActiveRule; told: WatchedRule; isOff: boolean },
  circumstances: Circumstances,
): Promise<RuleSample> {
  const { tenantId, links, now } = circumstances;
  const breakGlass = { refusal: () => undefined };
  const book = createCaseBook({
    tenantId,
    gathered: new Map(),
    breakGlass,
    routingOf: routingOf([active]),
  });
  await book.file(sampleFindings(active, now), now);
  const [held] = book.all();
  if (held === undefined) throw new Error(`rule ${active.rule.id} finds nothing in its sample`);
  const view = alertView(held.alert, links, now);
  return {
    rule: active.rule.id,
    view: { ...view, note: '' },
    title: view.title,
    facts: isOff
      ? ['The rule is switched off: nothing of it is alerted on. This is as it is built in.']
      : [
          ...settingsWords(told),
          postingWords(active, held.alert, circumstances),
          await placesWords(held.alert, circumstances),
        ],
  };
}
