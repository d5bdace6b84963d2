import { plainActivity } from '../../domain/audit-words/activity-name.ts';
import { propertyOf, targetName, targetOf } from '../../domain/audit-words/actors.ts';
import { phraseOf } from '../../domain/audit-words/phrases.ts';
import { failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import { text } from '../../domain/record.ts';
import { fullStop } from '../../domain/sentence.ts';
import type { AuditMatch, AuditRule } from '../rule.ts';

interface Gain {
  readonly activity: RegExp;
  /** False where the entry is everyday life. */
  counts(audit: DirectoryAudit): boolean;
  facts(audit: DirectoryAudit): AuditMatch['facts'];
}

const isYes = (value: string | undefined) => value?.toLowerCase() === 'true';

/** `[KeyIdentifier=…,KeyType=Password,KeyUsage=Verify,DisplayName=backup]`, one or a list of them. */
function keysIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => text(one) ?? []);
}

const idOfKey = (key: string) => /KeyIdentifier=([^,\]]+)/.exec(key)?.[1] ?? key;

/** Keys that were not there before; undefined where the log does not list them. */
function newKeys({ targets }: DirectoryAudit): string[] | undefined {
  const change = targets
    .flatMap(({ changes }) => changes)
    .find(({ property }) => /^KeyDescription$/i.test(property));
  if (change === undefined) return undefined;
  const had = keysIn(change.before).map(idOfKey);
  return keysIn(change.after).filter((key) => !had.includes(idOfKey(key)));
}

function keyWords(key: string): string {
  const type = /KeyType=([^,\]]+)/.exec(key)?.[1] ?? '';
  const name = /DisplayName=([^,\]]+)/.exec(key)?.[1];
  const kind = /password/i.test(type) ? 'secret' : 'certificate';
  return name === undefined ? kind : `${kind} “${name.trim()}”`;
}

const permissionFacts = (audit: DirectoryAudit): AuditMatch['facts'] => {
  const value =
    propertyOf(audit, 'AppRole.Value') ?? propertyOf(audit, 'DelegatedPermissionGrant.Scope');
  return value === undefined ? [] : [{ title: 'Permissions', value: value.trim() }];
};

const gains: readonly Gain[] = [
  {
    activity: /^consent to application$/,
    counts: (audit) => isYes(propertyOf(audit, 'ConsentContext.IsAdminConsent')),
    facts: () => [],
  },
  {
    activity: /^add delegated permission grant$/,
    counts: (audit) =>
      propertyOf(audit, 'DelegatedPermissionGrant.ConsentType') === 'AllPrincipals',
    facts: permissionFacts,
  },
  {
    activity: /^add app role assignment to service principal$/,
    counts: () => true,
    facts: permissionFacts,
  },
  {
    activity: /certificates and secrets management$|^add service principal credentials$/,
    counts: (audit) => newKeys(audit)?.length !== 0,
    facts: (audit) => (newKeys(audit) ?? []).map((key) => ({ title: 'New', value: keyWords(key) })),
  },
];

/** Whoever gains by it. The log's first target of a permission is the API; the client stands in its properties. */
function appOf(audit: DirectoryAudit): { id?: string; name: string } {
  const target = targetOf(audit, /^(application|app|serviceprincipal)$/i);
  const client = propertyOf(audit, 'ServicePrincipal.DisplayName');
  const clientId = propertyOf(audit, 'ServicePrincipal.ObjectID');
  if (client !== undefined || clientId !== undefined) {
    return { id: clientId, name: client ?? clientId ?? 'an app' };
  }
  return { id: target?.id, name: (target && targetName(target)) ?? 'an app' };
}

/** Power that an app gains: consent for everybody, a permission of its own, or a new secret or certificate. */
export const appConsent: AuditRule = {
  id: 'app-consent',
  source: 'directory-audits',
  summary: 'apps that get consent for everybody, a permission of their own or a new credential',
  numbers: {},
  detect(audit) {
    const plain = plainActivity(audit.activity);
    const gain = gains.find(({ activity }) => activity.test(plain));
    if (gain === undefined || failureOf(audit) !== undefined || !gain.counts(audit)) {
      return undefined;
    }
    const about = appOf(audit);
    return {
      subject: about.id ?? about.name,
      about,
      headline: phraseOf(audit),
      why: fullStop(sentenceOf(audit)),
      nextStep:
        'Ask whoever did it what the app needs this for. If nobody knows it, disable the app (Entra ID › Enterprise apps), remove the credential or permission, and look at its sign-ins.',
      facts: gain.facts(audit),
    };
  },
};
