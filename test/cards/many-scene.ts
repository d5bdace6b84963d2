import { type AlertLinks, type AlertView, alertView } from '../../src/alerts/view.ts';
import { atMinute, theCase } from '../alerts/builders.ts';

/** An alert of a policy that blocks many people. */
export function manyScene(links: AlertLinks): AlertView {
  const people = ['Ada Lovelace', 'Bo Li', 'Grace Hopper', 'Kwame Nkrumah', 'Zoë Østergård'];
  const alert = theCase({
    id: 'case-7',
    user: { name: 'Many people' },
    app: { name: 'several apps' },
    count: 412,
    firstAt: atMinute(1),
    lastAt: atMinute(64),
    spread: {
      people: { distinct: 137, top: people.map((name, n) => ({ name, count: 12 - 2 * n })) },
      apps: {
        distinct: 2,
        top: [
          { name: 'Payroll', count: 400 },
          { name: 'Office 365 SharePoint Online', count: 12 },
        ],
      },
      countries: { distinct: 1, top: [{ name: 'NO', count: 412 }] },
      over: [12, 84, 203, 96, 0, 14, 3].flatMap((count, n) =>
        count === 0 ? [] : [{ at: atMinute(10 * n), count }],
      ),
    },
  });
  return alertView(alert, links, atMinute(66));
}
