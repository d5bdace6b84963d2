import type { Render } from '../../src/cards/render.ts';
import type { WatchedRules } from '../../src/ports/watched-rules.ts';
import { watchedBy } from '../alerts/watched-by.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createWorld } from '../commands/world.ts';

const text = `
rules:
  ca-block: { severity: high, routes: [Security], match: { excludeUsers: [svc-scan@contoso.com], countries: [DE, NO] } }
  ca-prompt-unmet: { times: 5, unclaimedAfterMinutes: 30, repeatAfterMinutes: 60, escalateTo: On call, mention: [alice@contoso.com] }
benign: { add: [50072], remove: [50058] }
quietHours: { from: "22:00", to: "06:00", zone: Europe/Oslo, except: [ca-block] }
maintenance:
  - { from: 2099-12-01T20:00Z, to: 2099-12-01T23:00Z, reason: new firewall, rules: [ca-block] }
`;

/** As many rules as fill pages, each with all that can be said of one. */
function many(): WatchedRules {
  const watched = watchedBy({ text, readAt: noon });
  // The file speaks of the first two, which then come on each page.
  const rules = Array.from({ length: 17 }, (_, at) => {
    const rule = watched.rules[at % 3];
    return { ...rule, id: `rule-${at + 1}`, isOn: at % 5 !== 4 };
  });
  return { ...watched, rules } as WatchedRules;
}

/** The rules as built in, as a file has them, with a file that was refused, and pages of them. */
export async function playRules(render: Render): Promise<void> {
  const problems = Array.from(
    { length: 8 },
    (_, at) =>
      `Line ${at + 3}, column 12: rules.ca-block.enabled must be true or false, and is the text “yes”.`,
  );
  const refused = { at: minutesAfter(noon, 5), problems };
  for (const watched of [
    watchedBy(),
    watchedBy({ text, readAt: noon }),
    watchedBy({ text, readAt: noon, refused }),
    { ...many(), refused },
  ]) {
    const world = createWorld({
      deps: { watched: () => watched },
      level: 'admin',
      parts: { render },
    });
    for (const page of [1, 2]) await world.send({ do: 'ask', ask: 'alerts rules', page });
  }
}
