import { describe, expect, it } from '@jest/globals';
import { briefAlert } from '../../src/alerts/brief-alert.ts';
import { replyWords } from '../../src/alerts/reply-words.ts';
import { type AlertView, alertView } from '../../src/alerts/view.ts';
import { drawReply } from '../../src/commands/draw-reply.ts';
import { aroundScene, auditingCase, changeCase } from '../cards/around-scene.ts';
import { changesScenes } from '../cards/changes-scene.ts';
import { manyScene } from '../cards/many-scene.ts';
import { render } from '../commands/world.ts';
import { aSubscription, atMinute, theCase } from './builders.ts';
import { blocked } from './records.ts';
import { channel, inWorld, never } from './world.ts';

const links = { signIns: () => '', directoryAudits: () => '', auditSearch: () => '' };
const noted = theCase({
  history: [
    {
      what: 'resolved',
      at: atMinute(9),
      by: { id: 'olga', name: 'Olga' },
      note: 'expected, from 203.0.113.99',
    },
  ],
  state: 'resolved',
});
const scenes: readonly AlertView[] = [
  aroundScene(links),
  ...changesScenes(links),
  manyScene(links),
  ...[changeCase, auditingCase, noted].map((one) => alertView(one, links, atMinute(9))),
];

/** All that a card says of what happened beyond whom, which app, how bad and how often. */
function evidenceIn(view: AlertView): string[] {
  const { from, device, network, riskText, why, nextStep, headline, barsText } = view;
  const lists = [
    ...view.facts.map(({ value }) => value),
    ...view.tops.map(({ value }) => value),
    ...[...view.lastSignIns, ...view.otherTitles, ...view.history].map(({ text }) => text),
    ...view.whatChanged.changes.flatMap(({ text, lines }) => [
      text,
      ...lines.map((line) => line.text),
    ]),
  ];
  return [from, device, network, riskText, why, nextStep, headline, barsText, ...lists].filter(
    (words) => words !== '' && words !== 'unknown',
  );
}

describe('a brief alert', () => {
  it.each(scenes)(
    'names rule, verdict, severity, user, app and count, and no evidence: $title',
    (view) => {
      const drawn = (data: AlertView) =>
        JSON.stringify(drawReply(render, { card: 'alert', data: { ...data, note: '' } }));
      const brief = drawn(briefAlert(view));
      for (const words of [view.rule, view.verdict, view.severity, view.countText]) {
        expect(brief).toContain(words);
      }
      expect(brief).toContain(view.isMany ? view.reach : `${view.userName} → `);
      expect(evidenceIn(view).length).toBeGreaterThan(2);
      for (const words of evidenceIn(view)) {
        expect(JSON.stringify(briefAlert(view))).not.toContain(JSON.stringify(words).slice(1, -1));
      }
      expect(brief).not.toMatch(/\b203\.0\.113\.\d+|2001:db8/);
    },
  );

  it('keeps what its buttons need', () => {
    const view = aroundScene(links);
    const { may, caseId, latestSignInId, policyId, portalUrl } = view;
    const kept = { may, caseId, latestSignInId, policyId, portalUrl };
    expect(briefAlert(view)).toMatchObject(kept);
  });

  it('is what a channel gets that asked for it, and no other one', () =>
    inWorld(async ({ signIns, teams, watch, clock, store }) => {
      const brief = '19:brief@thread.tacv2';
      const { target, ...others } = aSubscription(brief);
      await store.subscriptions.subscribe({ ...others, target: { ...target, detail: 'brief' } });
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      clock.set(3);
      await watch.pollOnce(never);
      await watch.deliverOnce(never);
      const [full] = teams.shown(channel);
      const [less] = teams.shown(brief);
      expect(full?.from).not.toBe('');
      expect(less).toMatchObject({ caseId: full?.caseId, headline: 'Rule ca-block', from: '' });
    }));

  it('is followed by lines that say no more', () => {
    const by = { id: 'bot', name: 'Audit' };
    const note = 'policy changed by Bo from 203.0.113.9';
    for (const what of ['reminded', 'escalated', 'flared', 'rose', 'explained'] as const) {
      const words = replyWords(noted, { what, at: atMinute(2), by, note }, 'brief');
      expect(words).toContain('Ada Lovelace: Stopped, Payroll');
      expect(words).not.toContain('203.0.113');
      expect(words).not.toContain(noted.headline);
    }
  });
});
