import { type PortalCloud, type PortalHosts, portalHosts } from './portal-hosts.ts';

/** A page of Microsoft's portals that this bot can tell something about. Ids are lower-case GUIDs. */
export type PortalPage =
  | { readonly kind: 'user' | 'user-sign-ins'; readonly userId: string }
  | { readonly kind: 'policy'; readonly policyId: string }
  | { readonly kind: 'policies' | 'sign-ins' | 'audits' };

const longestUrl = 2_000;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const listBlades: Readonly<Record<string, 'policies' | 'sign-ins' | 'audits'>> = {
  signineventsv3blade: 'sign-ins',
  'activedirectorymenublade/~/signins': 'sign-ins',
  'conditionalaccessblade/~/policies': 'policies',
  'auditloglist.reactview': 'audits',
  auditlogsblade: 'audits',
};

/** Pages of a person's profile that are about her sign-ins; all others are her profile. */
const signInPages = ['signins'];

/** The value behind a key of a blade's address: `…/userId/<id>/…`. */
function idBehind(key: string, parts: readonly string[]): string | undefined {
  const at = parts.findIndex((part) => part.toLowerCase() === key);
  const value = at < 0 ? undefined : parts[at + 1];
  return value !== undefined && guid.test(value) ? value.toLowerCase() : undefined;
}

function readBlade(parts: readonly string[]): PortalPage | undefined {
  const [module = '', blade = '', tilde, page = ''] = parts.map((part) => part.toLowerCase());
  if (!module.startsWith('microsoft_aad_')) return undefined;
  if (blade === 'userprofilemenublade') {
    const userId = idBehind('userid', parts);
    const kind = signInPages.includes(page) ? 'user-sign-ins' : 'user';
    return userId === undefined ? undefined : { kind, userId };
  }
  if (blade === 'policyblade') {
    const policyId = idBehind('policyid', parts);
    return policyId === undefined ? undefined : { kind: 'policy', policyId };
  }
  const kind = listBlades[blade] ?? (tilde === '~' ? listBlades[`${blade}/~/${page}`] : undefined);
  return kind && { kind };
}

function parseUrl(url: string): URL | undefined {
  if (url.length > longestUrl || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const isPlain = parsed.protocol === 'https:' && parsed.username === '' && parsed.password === '';
  return isPlain ? parsed : undefined;
}

function decodedParts(path: string): readonly string[] | undefined {
  try {
    return path.split('/').map((part) => decodeURIComponent(part));
  } catch {
    return undefined;
  }
}

/**
 * What a link into this tenant's portals shows: the inverse of `portalLinks`, and of the Azure portal's
 * addresses of the same pages (`#view/…`, `#blade/…`, `#@tenant/…`). Undefined for other hosts, tenants named
 * otherwise than by this tenant's id, other pages and whatever is no address. Pure; throws for nothing.
 */
export function readPortalLink(
  url: string,
  home: { readonly cloud: PortalCloud; readonly tenantId: string },
): PortalPage | undefined {
  const parsed = parseUrl(url);
  const { entra, azure }: PortalHosts = portalHosts[home.cloud];
  if (!parsed || ![entra, azure].includes(parsed.origin)) return undefined;
  const fragment = decodedParts(parsed.hash.replace(/^#/, ''));
  const path = decodedParts(parsed.pathname.replace(/^\/|\/$/g, ''));
  if (!fragment || !path) return undefined;
  const isPinned = fragment[0]?.startsWith('@') ?? false;
  const [view, ...parts] = isPinned ? fragment.slice(1) : fragment;
  const tenants = [...path, isPinned ? (fragment[0] ?? '').slice(1) : ''].filter(Boolean);
  const isHome = tenants.every((one) => one.toLowerCase() === home.tenantId.toLowerCase());
  const isPage = view === 'view' || view === 'blade';
  return isHome && isPage ? readBlade(parts) : undefined;
}
