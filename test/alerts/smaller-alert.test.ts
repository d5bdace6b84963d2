import { describe, expect, it } from '@jest/globals';
import { smallerAlerts } from '../../src/alerts/smaller-alert.ts';
import { alertView } from '../../src/alerts/view.ts';
import { aroundScene } from '../cards/around-scene.ts';
import { changesScenes } from '../cards/changes-scene.ts';
import { atMinute, theCase } from './builders.ts';

const links = { signIns: () => '', directoryAudits: () => '' };

describe('an alert that does not fit into one card', () => {
  it('keeps who, what, why and its buttons with every step', () => {
    const view = aroundScene(links);
    for (const { title, why, nextStep, may, caseId } of smallerAlerts(view)) {
      expect({ title, why, nextStep, may, caseId }).toEqual({
        title: view.title,
        why: view.why,
        nextStep: view.nextStep,
        may: view.may,
        caseId: view.caseId,
      });
    }
  });

  it('says what it leaves out of the changes before the blocks', () => {
    const [view] = changesScenes(links);
    if (view === undefined) throw new Error('no scene of changes');
    expect(view.whatChanged.changes.length).toBeGreaterThan(1);
    const { changes, notes } = smallerAlerts(view).at(-1)?.whatChanged ?? {};
    expect(changes).toHaveLength(1);
    expect(notes).toMatch(/Not all of it has room here\.$/);
  });

  it('says what it leaves out of the lines of a change and of the history', () => {
    const facts = Array.from({ length: 8 }, (_, at) => ({ title: `Field ${at}`, value: 'a → b' }));
    const history = Array.from({ length: 4 }, () => ({
      at: atMinute(1),
      by: { id: 'olga', name: 'Olga' },
      what: 'claimed' as const,
    }));
    const least = smallerAlerts(alertView(theCase({ facts, history }), links, atMinute(9))).at(-1);
    expect(least?.facts.at(-1)).toEqual({ title: 'More', value: '6 other lines' });
    expect(least?.history).toHaveLength(2);
    expect(least?.earlier).toBe('Earlier steps are not shown');
  });

  it('leaves a small alert as it is', () => {
    const view = alertView(theCase(), links, atMinute(9));
    expect(smallerAlerts(view).at(-1)).toEqual(view);
  });
});
