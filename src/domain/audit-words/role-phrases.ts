import type { DirectoryAudit } from '../directory-audit.ts';
import { plainActivity } from './activity-name.ts';
import { isSelf, member, possessive, role, user } from './subjects.ts';

interface RolePhrase {
  readonly activity: RegExp;
  /** What was done, when it was. */
  done(audit: DirectoryAudit): string;
  /** The same as a thing that is asked for, approved or refused. */
  thing(audit: DirectoryAudit): string;
}

/** Privileged Identity Management logs asking, deciding and getting apart. */
const steps: readonly (readonly [RegExp, string])[] = [
  [/denied/, 'refused'],
  [/approval requested/, 'asked for approval of'],
  [/approved/, 'approved'],
  [/requested/, 'asked for'],
  [/cancell?ed/, 'cancelled'],
];

const forWhom = (audit: DirectoryAudit) => {
  const name = user(audit);
  return isSelf(audit) || name === 'a user' ? '' : ` for ${name}`;
};

const phrases: readonly RolePhrase[] = [
  {
    activity: /pim activation expired/,
    done: (a) => `ended the activation of ${role(a)}${forWhom(a)}, whose time was over`,
    thing: (a) => `the end of the activation of ${role(a)}${forWhom(a)}`,
  },
  {
    activity: /pim activation/,
    done: (a) => `activated ${role(a)}${forWhom(a)}`,
    thing: (a) => `the activation of ${role(a)}${forWhom(a)}`,
  },
  {
    activity: /pim deactivat/,
    done: (a) => `deactivated ${role(a)}${forWhom(a)}`,
    thing: (a) => `the deactivation of ${role(a)}${forWhom(a)}`,
  },
  {
    activity: /^add eligible member/,
    done: (a) => `made ${member(a)} eligible for ${role(a)}`,
    thing: (a) => `${possessive(a, 'eligibility')} for ${role(a)}`,
  },
  {
    activity: /^remove eligible member/,
    done: (a) => `ended ${possessive(a, 'eligibility')} for ${role(a)}`,
    thing: (a) => `the end of ${possessive(a, 'eligibility')} for ${role(a)}`,
  },
  {
    activity: /^add (scoped )?member to role/,
    done: (a) => `gave ${member(a)} ${role(a)}`,
    thing: (a) => `${role(a)} for ${member(a)}`,
  },
  {
    activity: /^remove (scoped )?member from role/,
    done: (a) => `took ${role(a)} from ${member(a)}`,
    thing: (a) => `the removal of ${role(a)} from ${member(a)}`,
  },
];

/** “activated the role “Security Reader””, “asked for the role “Reports Reader” for Bob”; undefined: about no role. */
export function rolePhraseOf(audit: DirectoryAudit): string | undefined {
  const plain = plainActivity(audit.activity);
  const known = phrases.find(({ activity }) => activity.test(plain));
  const step = steps.find(([word]) => word.test(plain))?.[1];
  return known && (step === undefined ? known.done(audit) : `${step} ${known.thing(audit)}`);
}
