import { flare, rise } from '../../src/alerts/bot-steps.ts';
import { type ReplyView, replyIcon, replyWords } from '../../src/alerts/reply-words.ts';
import { type AlertLinks, alertView } from '../../src/alerts/view.ts';
import type { Render } from '../../src/cards/render.ts';
import type { Case } from '../../src/domain/case.ts';
import { atMinute, theCase } from '../alerts/builders.ts';
import { idOf } from '../commands/ago.ts';

const mentioned = [
  { name: 'Alice Hansen', mentionId: idOf(7) },
  { name: 'on-call@contoso.com', mentionId: '' },
];

function replyOf(alert: Case, people: ReplyView['mentioned']): ReplyView {
  const event = alert.history.at(-1);
  if (event === undefined) throw new Error('nothing to tell');
  return { icon: replyIcon(event), words: replyWords(alert, event), mentioned: people };
}

/** Cards of each verdict, whom they ring up, and what is told below them when a case goes on or gets worse. */
export function playRouting(render: Render, links: AlertLinks): void {
  const prompts = theCase({
    id: 'case-8',
    rule: 'ca-prompt-unmet',
    severity: 'low',
    verdict: 'Needs the user',
    headline: 'interrupted again and again, not completed',
  });
  const inside = theCase({
    id: 'case-9',
    rule: 'sign-in-after-failures',
    severity: 'high',
    verdict: 'Got in',
    headline: 'got in after 14 wrong passwords',
    why: 'Fourteen wrong passwords from one address, then a sign-in that succeeded.',
    nextStep: 'Ask the user. If it was not her, end her sessions and reset the password.',
  });
  const flared = flare(prompts, atMinute(190), '4 new sign-ins after 3 h of quiet');
  const worse = rise({ ...inside, severity: 'critical' }, atMinute(30), 'from high to critical');
  const draw = (alert: Case, people: ReplyView['mentioned'] = []) =>
    render('alert', { ...alertView(alert, links, atMinute(200)), mentioned: people, note: '' });
  draw(inside, mentioned);
  draw(flared);
  draw(
    worse,
    mentioned.map(({ name }) => ({ name, mentionId: '' })),
  );
  render('alert-reply', replyOf(flared, []));
  render('alert-reply', replyOf(worse, mentioned));
}
