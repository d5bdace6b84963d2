import { sentenceOf } from '../../domain/audit-words.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import { methodsUsed } from '../../domain/methods-used.ts';
import type { Person } from '../../domain/person.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { spaced } from '../../domain/sentence.ts';
import { placeOf, type SignIn } from '../../domain/sign-in.ts';
import { judge } from '../../domain/verdict.ts';
import { isoOf } from '../iso.ts';
import type { Part } from '../or-problem.ts';
import { backAction, type ListPlace } from '../request.ts';
import type { UserFacts } from './read-user.ts';

/** A line of a section, with a time before it where there is one. */
interface Line {
  readonly text: string;
  readonly lineAt: string;
}

/** Lines that a section may have, the most that fit first. */
export const userRooms = [5, 3, 1] as const;

const line = (text: string, at?: Date): Line => ({ text, lineAt: at ? isoOf(at) : '' });

function section(title: string, lines: readonly Line[], problem = '') {
  const shown = problem === '' ? lines : [...lines, line(problem)];
  return shown.length === 0 ? [] : [{ title, lines: shown }];
}

function few(lines: readonly Line[], most: number): Line[] {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), line(`… and ${left} more`)] : [...lines];
}

function accountLines({ profile: [profile], manager: [manager] }: UserFacts, person: Person) {
  const known = profile ?? person;
  const state = known.enabled === undefined ? '' : known.enabled ? 'Enabled' : 'Disabled';
  const kind = known.guest ? 'guest' : 'member';
  const invitation = profile?.invitation === 'PendingAcceptance' ? 'invitation not accepted' : '';
  const source = profile?.synced ? 'from the on-premises directory' : '';
  const work = [known.jobTitle, known.department, profile?.company].filter(Boolean).join(', ');
  return [
    line([state, kind, invitation, source].filter(Boolean).join(', ')),
    ...(work === '' ? [] : [line(work)]),
    ...(manager ? [line(`Manager: ${manager.name}`)] : []),
    ...(profile?.createdAt ? [line('made', profile.createdAt)] : []),
  ];
}

function riskLines([risk]: UserFacts['risk']): Line[] {
  if (!risk) return [];
  if (risk.state === 'none' && risk.level === 'none') return [line('None known')];
  const detail = risk.detail && risk.detail !== 'none' ? spaced(risk.detail) : '';
  const words = [`level ${risk.level}`, spaced(risk.state), detail].filter(Boolean).join(', ');
  return [line(words, risk.updatedAt)];
}

function signInLine(kind: string, row: SignIn): Line {
  const details = [judge(row).headline, row.appName, placeOf(row) ?? row.ip];
  return line(`${kind}: ${details.filter(Boolean).join(' · ')}`, row.at);
}

function signInLines({ interactive, nonInteractive, lastBlock }: UserFacts): Line[] {
  const [[newest], silent, blocked] = [interactive[0], nonInteractive[0], lastBlock[0]];
  const none = (kind: string, [, problem]: Part<unknown>) =>
    problem === '' ? [line(`${kind}: none in 30 days`)] : [];
  return [
    ...(newest ? [signInLine('interactive', newest)] : none('interactive', interactive)),
    ...(silent ? [signInLine('non-interactive', silent)] : none('non-interactive', nonInteractive)),
    ...(blocked ? [signInLine('last block', blocked)] : none('blocked', lastBlock)),
  ];
}

function changeLine(audit: DirectoryAudit): Line {
  return line(sentenceOf(audit), audit.at);
}

function changeLines([changes, problem]: UserFacts['changes'], most: number): Line[] {
  const isNone = changes.length === 0 && problem === '';
  return isNone ? [line('None in 30 days')] : few(changes.map(changeLine), most);
}

/** One sentence that says most: state, risk, cases, roles. */
function headline(facts: UserFacts, person: Person): string {
  const { enabled = person.enabled, guest = person.guest } = facts.profile[0] ?? {};
  const [risk] = facts.risk;
  const isRisky = risk !== undefined && ['atRisk', 'confirmedCompromised'].includes(risk.state);
  const { length: cases } = facts.cases[0];
  const { length: roles } = facts.roles[0];
  return [
    enabled === false ? '🚫 The account is disabled' : guest ? 'A guest' : 'A member',
    isRisky ? `⚠️ ${spaced(risk.state)}, level ${risk.level}` : '',
    roles > 0 ? `${roles} ${roles === 1 ? 'role' : 'roles'}` : '',
    cases > 0 ? `🚨 ${cases} open ${cases === 1 ? 'case' : 'cases'}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

interface ViewInput {
  readonly person: Person;
  readonly facts: UserFacts;
  readonly portal: PortalLinks;
  readonly back?: ListPlace;
}

/** The card of one account: what matters most first, each part with its own reason where it is missing. */
export function userView({ person, facts, portal, back }: ViewInput, most: number) {
  const methods = methodsUsed(facts.interactive[0]);
  const logProblems = [facts.interactive, facts.nonInteractive, facts.lastBlock];
  const logProblem = logProblems.map(([, problem]) => problem).find(Boolean);
  const cases = facts.cases[0].map((one) => line(`${one.headline}: ${one.app.name}`, one.lastAt));
  const roles = facts.roles[0].map(({ name }) => line(name));
  const noRoles = facts.roles[1] === '' && roles.length === 0;
  return {
    name: person.name,
    userPrincipalName: person.userPrincipalName,
    headline: headline(facts, person),
    sections: [
      ...section('Open cases', few(cases, most), facts.cases[1]),
      ...section('Risk', riskLines(facts.risk), facts.risk[1]),
      ...section('Roles', noRoles ? [line('None')] : few(roles, most), facts.roles[1]),
      ...section('Last sign-ins', signInLines(facts), logProblem),
      ...section(
        'Methods used lately',
        few(
          methods.map(({ method, times, lastAt }) =>
            line(`${method}, in ${times} ${times === 1 ? 'sign-in' : 'sign-ins'}`, lastAt),
          ),
          most,
        ),
      ),
      ...section('Account', accountLines(facts, person), facts.profile[1]),
      ...section('Changes to the account', changeLines(facts.changes, most), facts.changes[1]),
    ],
    notes: `Sign-ins and changes: the last 30 days at most, up to about 15 minutes late. Methods: those of the latest ${facts.interactive[0].length} interactive sign-ins.`,
    signInsAsk: `signins for ${person.id}`,
    auditsAsk: `audits for ${person.id}`,
    filesAsk: `files for ${person.id}`,
    mailAsk: `mail for ${person.id}`,
    backAction: backAction(back),
    portalUrl: portal.user(person.id),
    defenderUrl: portal.defenderUser(person.id) ?? '',
    riskyUrl: portal.riskyUsers() ?? '',
  };
}
