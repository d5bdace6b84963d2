import type { PortalCloud } from '../domain/portal-hosts.ts';
import { type PortalPage, readPortalLink } from '../domain/portal-link-reading.ts';
import type { JsonRecord } from '../domain/record.ts';
import { text } from '../domain/record.ts';
import type { SearchName } from '../ports/chat.ts';

/** What may be typed into each search, told while nothing is. */
export const searchHints: Readonly<Record<SearchName, string>> = {
  signins:
    'Type a person and what you want to know: alice blocked last 2h · failed last 24h · app "Microsoft Teams" · ip 203.0.113.7',
  audits:
    'Type a person, a policy or an activity: by alice last 7d · on bob · activity "Update policy"',
  policy: 'Type a part of a policy’s name.',
  user: 'Type a name, a part of one or a sign-in name: alice · alice@…',
};

/** The question that a search asks; a name of its own command in front of it is no part of it. */
export function lineOfSearch(search: SearchName, typed: string): string {
  const bare = typed.replace(new RegExp(`^/?${search}(\\s+|$)`, 'i'), '');
  return `${search} ${bare}`.trim();
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id that names nobody may be a request id, as error pages and tickets show it. */
export function otherLineOfSearch(search: SearchName, typed: string): string | undefined {
  return search === 'signins' && guid.test(typed) ? `signin ${typed.toLowerCase()}` : undefined;
}

const pickable = /^(signins?|audits?|policy|user)\s/;

/** The question behind a chosen find; undefined for whatever no find carries. */
export function lineOfPick(data: JsonRecord): string | undefined {
  const ask = text(data.ask);
  return ask !== undefined && pickable.test(ask) ? ask : undefined;
}

/** Questions that show what a page of the portal shows, the best first. */
function linesOfPage(page: PortalPage): readonly string[] {
  switch (page.kind) {
    case 'user':
      return [`user ${page.userId}`, `signins for ${page.userId}`];
    case 'user-sign-ins':
      return [`signins for ${page.userId}`];
    case 'policy':
      return [`policy ${page.policyId}`];
    case 'policies':
    case 'audits':
      return [page.kind];
    case 'sign-ins':
      return ['signins'];
    default: {
      const never: never = page;
      throw new Error(`no question for ${JSON.stringify(never)}`);
    }
  }
}

/** The question that a pasted link asks, by the commands there are; undefined: none that this bot can answer. */
export function lineOfLink(
  url: string,
  home: { readonly cloud: PortalCloud; readonly tenantId: string },
  knows: (command: string) => boolean,
): string | undefined {
  const page = readPortalLink(url, home);
  return page && linesOfPage(page).find((line) => knows(line.split(' ')[0] ?? ''));
}
