import { randomUUID } from 'node:crypto';
import { actOnCase } from './alerts/actions.ts';
import { contextFacts } from './alerts/context-view.ts';
import { digestView } from './alerts/digest-view.ts';
import { createDigestDrawing } from './alerts/draw-digest.ts';
import { createEnricher, longestReadingMs } from './alerts/enrich.ts';
import { withChanges } from './alerts/enrich-changes.ts';
import { createJumpExplainer, longestLookMs } from './alerts/explain-jump.ts';
import type { Quieting } from './alerts/hold-back.ts';
import { createMentions } from './alerts/mentions.ts';
import { quietUntilOf } from './alerts/quiet-until.ts';
import type { ActiveRule } from './alerts/rule.ts';
import { builtInRules } from './alerts/rules/index.ts';
import { createSilencing } from './alerts/silencing.ts';
import { smallerAlerts } from './alerts/smaller-alert.ts';
import { createRuleTrials, type TrialDeps } from './alerts/trials/create-trials.ts';
import type { AlertView } from './alerts/view.ts';
import type { WatchDeps } from './alerts/watch.ts';
import { createBreakGlass } from './break-glass.ts';
import { asSample } from './cards/as-sample.ts';
import type { Render } from './cards/render.ts';
import type { Config } from './config.ts';
import type { Case } from './domain/case.ts';
import { aboutCase } from './domain/look-subjects.ts';
import { portalLinks } from './domain/portal-links.ts';
import type { CaseButtonParts } from './inbound/case-buttons.ts';
import type { Metrics } from './ops/metrics.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';
import type { DirectoryAuditLog } from './ports/directory-audit-log.ts';
import type { Groups } from './ports/groups.ts';
import type { Log } from './ports/log.ts';
import type { Networks } from './ports/networks.ts';
import type { Policies } from './ports/policies.ts';
import type { Risk } from './ports/risk.ts';
import type { SignInLog } from './ports/sign-in-log.ts';
import type { Store } from './store/open-store.ts';

interface Parts {
  readonly config: Pick<Config, 'breakGlass' | 'cloud' | 'tenantId'>;
  readonly graph: {
    readonly groups: Groups;
    readonly directory: Directory;
    readonly signIns: SignInLog;
    readonly risk: Risk;
    readonly policies: Policies;
    readonly audits: DirectoryAuditLog;
  };
  readonly store: Store;
  readonly networks: Networks;
  readonly render: Render;
  readonly metrics: Pick<Metrics, 'heldBack'>;
  /** Those in force now. */
  readonly rules: () => readonly ActiveRule[];
  readonly clock: Clock;
  readonly log: Log;
}

/** A question is answered within 25 s; what is read by then is told. */
const longestReplayMs = 20_000;

/** What cases, their cards and their buttons share between the door and the watch. */
export function createCaseParts(parts: Parts) {
  const { config, graph, store, render, metrics, clock, log } = parts;
  const { tenantId } = config;
  const portal = portalLinks(config.cloud, tenantId);
  const links: WatchDeps['links'] = {
    signIns: (userId) => (userId === undefined ? portal.signIns() : portal.userSignIns(userId)),
    directoryAudits: portal.directoryAudits,
    auditSearch: portal.auditSearch,
  };
  const breakGlass = createBreakGlass({
    entries: config.breakGlass,
    groups: graph.groups,
    clock,
    log,
  });
  const newId = randomUUID;
  const quietUntil: Quieting['quietUntil'] = (alert, now) =>
    quietUntilOf(parts.rules())?.(alert, now);
  const explainer = createJumpExplainer({
    tenantId,
    jumps: store.jumps,
    alerts: store.alerts,
    policies: graph.policies,
    audits: graph.audits,
    directory: graph.directory,
    quietUntil,
    clock,
    log,
    patience: () => AbortSignal.timeout(longestReadingMs),
    limit: () => AbortSignal.timeout(longestLookMs),
  });
  const around = createEnricher({
    tenantId,
    signIns: graph.signIns,
    risk: graph.risk,
    networks: parts.networks,
    cases: store.cases,
    contexts: store.contexts,
    alerts: store.alerts,
    outbox: store.outbox,
    clock,
    log,
    limit: () => AbortSignal.timeout(longestReadingMs),
  });
  const enricher = withChanges(around, explainer);
  const mentions = createMentions({
    directory: graph.directory,
    clock,
    log,
    limit: () => AbortSignal.timeout(longestReadingMs),
  });
  const named = (view: AlertView, { routing }: Case): AlertView => ({
    ...view,
    mentioned: mentions.quiet(routing?.mention ?? []),
  });
  const trials = (told: Pick<TrialDeps, 'active' | 'watched' | 'notifier'>) =>
    createRuleTrials({
      ...told,
      tenantId,
      known: builtInRules,
      signIns: graph.signIns,
      audits: graph.audits,
      subscriptions: store.subscriptions,
      store,
      breakGlass,
      links,
      renderSample: ({ view, title, facts }) => ({
        card: asSample(
          render('alert', view),
          render('alert-sample', {
            title: 'Sample: nothing happened',
            lines: facts.map((text) => ({ text })),
          }),
        ),
        text: `Sample: nothing happened. ${title}`,
      }),
      clock,
      patience: () => AbortSignal.timeout(longestReplayMs),
    });
  const buttons: Pick<CaseButtonParts, 'actOnCase' | 'personById' | 'aboutCase'> = {
    async actOnCase(request) {
      const answer = await actOnCase(request, { store: store.alerts, links, breakGlass, newId });
      const found = answer.view && (await store.cases.find(tenantId, request.caseId));
      if (found === undefined || answer.view === undefined) return answer;
      const view = { ...answer.view, ...contextFacts(found, await enricher.known(found)) };
      return { ...answer, view: named(view, found) };
    },
    personById: (id, signal) => graph.directory.person(id, signal),
    aboutCase: async (caseId) => aboutCase(caseId, await store.cases.find(tenantId, caseId)),
  };
  const watching: Pick<
    WatchDeps,
    | 'renderAlert'
    | 'renderReply'
    | 'renderDigest'
    | 'mentions'
    | 'links'
    | 'enricher'
    | 'breakGlass'
    | 'isEmergency'
    | 'onHeldBack'
  > = {
    renderAlert(view: AlertView) {
      const shown = { ...view, note: '' };
      return { card: render('alert', shown, smallerAlerts(shown)), text: view.title };
    },
    renderReply: (reply) => ({ card: render('alert-reply', reply), text: reply.words }),
    mentions,
    renderDigest(digest) {
      const view = digestView(digest, portal.signIns);
      return { card: render('digest', view), text: `${view.title}: ${view.verdict}` };
    },
    links,
    enricher,
    breakGlass,
    isEmergency: breakGlass.has,
    onHeldBack({ silence, rule, findings }) {
      metrics.heldBack('silenced', rule, findings);
      log.info({ silenceId: silence.id, rule, findings }, 'findings were silenced');
    },
  };
  return {
    portal,
    breakGlass,
    drawDigest: createDigestDrawing({
      tenantId,
      digests: store.digests,
      coverage: store.coverage,
      portal,
      clock,
    }),
    silencing: createSilencing({ tenantId, store, breakGlass, quietUntil, clock, newId, log }),
    trials,
    buttons,
    watching,
  };
}
