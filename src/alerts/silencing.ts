import { assign } from '../domain/case-transitions.ts';
import {
  longestSilenceDays,
  longestSilenceMs,
  matches,
  type Silence,
  type SilenceMatcher,
} from '../domain/silence.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import type { Cases } from '../ports/cases.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Silences } from '../ports/silences.ts';
import type { SilenceRequest, Silencing } from '../ports/silencing.ts';
import { announce } from './announce.ts';
import type { Quieting } from './hold-back.ts';
import { beginSilence, endSilence } from './silence-steps.ts';

export interface SilencingDeps {
  readonly tenantId: string;
  readonly store: {
    readonly alerts: Pick<AlertStore, 'write'>;
    readonly silences: Silences;
    readonly cases: Pick<Cases, 'since'>;
  };
  readonly breakGlass: BreakGlass;
  readonly quietUntil?: Quieting['quietUntil'];
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
}

const reachDays = 7;
const dayMs = 24 * 60 * 60_000;
const longestReason = 200;

const refuse = (reason: string) => ({ ok: false, reason }) as const;

/** Why a silence may not begin; undefined: it may. */
function refusalOf(
  { matcher, reason, until }: SilenceRequest,
  breakGlass: BreakGlass,
  now: Date,
): string | undefined {
  if (reason.trim() === '') return 'Say why, with “because …”: others see it on the cards.';
  if (until <= now) return 'A silence must end in the future.';
  if (until.getTime() - now.getTime() > longestSilenceMs) {
    return `A silence lasts ${longestSilenceDays} days at most.`;
  }
  return matcher.user && breakGlass.refusal(matcher.user);
}

/** People name an app by a part of its name: the one app of recent cases that has it is meant. */
function settleApp(
  matcher: SilenceMatcher,
  apps: readonly NonNullable<SilenceMatcher['app']>[],
): SilenceMatcher {
  const typed = matcher.app?.name.toLowerCase();
  if (typed === undefined || matcher.app?.id !== undefined) return matcher;
  const byName = new Map(apps.map((app) => [app.name.toLowerCase(), app]));
  const fitting = [...byName].filter(([name]) => name.includes(typed)).map(([, app]) => app);
  const app = byName.get(typed) ?? (fitting.length === 1 ? fitting[0] : undefined);
  return app === undefined ? matcher : { ...matcher, app };
}

/** Takes silences in, ends them, and gives cases to people. */
export function createSilencing(deps: SilencingDeps): Silencing {
  const { tenantId, store, clock, newId, log, breakGlass } = deps;

  return {
    async reach(matcher) {
      const from = new Date(clock.now().getTime() - reachDays * dayMs);
      const recent = await store.cases.since(tenantId, from);
      const settled = settleApp(
        matcher,
        recent.map(({ app }) => app),
      );
      const held = recent.filter((alert) => matches(settled, { ...alert, signIn: alert.latest }));
      return { matcher: settled, cases: held.length, days: reachDays };
    },

    async begin(request) {
      const now = clock.now();
      const refusal = refusalOf(request, breakGlass, now);
      if (refusal !== undefined) return refuse(refusal);
      const silence: Silence = {
        id: newId(),
        tenantId,
        matcher: request.matcher,
        reason: request.reason.trim().slice(0, longestReason),
        owner: request.by,
        from: now,
        until: request.until,
      };
      const covered = await store.alerts.write(tenantId, (writer) =>
        beginSilence(writer, silence, now, { breakGlass }),
      );
      log.info({ silenceId: silence.id, matcher: silence.matcher, covered }, 'a silence begins');
      return { ok: true, silence, covered };
    },

    current: () => store.silences.current(tenantId, clock.now()),

    async end(id, by) {
      const now = clock.now();
      const silence = (await store.silences.current(tenantId, now)).find((one) => one.id === id);
      if (silence === undefined) return undefined;
      await store.alerts.write(tenantId, (writer) =>
        endSilence(writer, silence, by, now, { breakGlass, quietUntil: deps.quietUntil }),
      );
      log.info({ silenceId: id, by: by.id }, 'a silence was ended');
      return silence;
    },

    assign: (caseId, by, to) =>
      store.alerts.write(tenantId, async (writer) => {
        const now = clock.now();
        const alert = await writer.findCase(caseId);
        if (alert === undefined) return refuse('This case is not known here any more.');
        const given = assign(alert, by, now, to);
        if (!given.ok) return given;
        await writer.saveCase(given.case);
        await announce(writer, given.case, now, { updateOnly: true });
        return given;
      }),
  };
}
