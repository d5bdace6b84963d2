import { mailboxesOf } from '../../domain/activity/mailboxes-of.ts';
import type { ActivityRecord } from '../../domain/activity-record.ts';
import { textAt } from '../../domain/record.ts';
import type { SearchFilter, SearchJob } from '../../domain/search-job.ts';
import type { Searches } from '../../ports/searches.ts';
import type { Account } from '../../ports/sights.ts';
import type { Glance } from './glance.ts';

const accountsIn = ({ userPrincipalNames = [], mailbox }: SearchFilter): Account[] =>
  [...userPrincipalNames, ...(mailbox === undefined ? [] : [mailbox])].map((userPrincipalName) => ({
    userPrincipalName,
  }));

/** The folder of a OneDrive: `…-my.sharepoint.com/personal/alice_contoso_com/…`. */
const siteIn = (url: string | undefined) => /\/personal\/([^/?#]+)/i.exec(url ?? '')?.[1];

/** Whom a record is about, beside who did it. */
function aboutIn(record: ActivityRecord): Account[] {
  const { data, objectId } = record;
  const sites = [objectId, textAt(data, 'SiteUrl')].flatMap((url) => siteIn(url) ?? []);
  const names = mailboxesOf(record).filter((name) => /^[^\s@/]+@[^\s@/]+$/.test(name));
  return [
    ...names.map((userPrincipalName) => ({ userPrincipalName })),
    ...sites.map((siteName) => ({ siteName })),
  ];
}

const tellsOfPolicies = ({ operation }: ActivityRecord) =>
  /conditional access|named location|(add|update|delete) policy/i.test(operation);

/** Searches of the unified audit log as an asker may see them, each record judged when it is shown. */
export function sightedSearches(searches: Searches, glance: Glance, askerId: string): Searches {
  const { scope, policiesWithheld } = glance.sight;

  async function admitAll(filter: SearchFilter): Promise<void> {
    for (const account of accountsIn(filter)) await glance.admit(account);
  }

  function isShown(record: ActivityRecord): boolean {
    const who = { userPrincipalName: record.user, id: record.user };
    const about = aboutIn(record);
    if (!glance.shows(record.id, who, about)) return false;
    // Whose mailbox an administrator changed may stand there by an alias, which tells nobody whose it is.
    if (scope && about.length === 0 && /^exchangeadmin$/i.test(record.recordType ?? '')) {
      glance.hidden.outside.add(record.id);
      return false;
    }
    if (policiesWithheld === undefined || !tellsOfPolicies(record)) return true;
    glance.hidden.policies = true;
    return false;
  }

  /** Titles name people, and numbers of what was found are of the whole tenant. */
  function isListed(job: SearchJob): boolean {
    const named = accountsIn(job.filter);
    if (named.some((account) => !glance.shows(`search ${job.id}`, account))) return false;
    return scope === undefined || named.length > 0 || job.askedBy.id === askerId;
  }

  return {
    ...searches,
    async known(question) {
      await admitAll(question.filter);
      return searches.known(question);
    },
    async ask(question, asker, anew) {
      await admitAll(question.filter);
      return searches.ask(question, asker, anew);
    },
    async find(id) {
      const job = await searches.find(id);
      if (job) await admitAll(job.filter);
      return job;
    },
    recent: async (limit) => (await searches.recent(limit)).filter(isListed),
    async *records(job) {
      for await (const piece of searches.records(job)) yield piece.filter(isShown);
    },
  };
}
