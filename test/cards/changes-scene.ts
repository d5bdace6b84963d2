import { explain } from '../../src/alerts/bot-steps.ts';
import type { AlertLinks, AlertView } from '../../src/alerts/view.ts';
import { alertView } from '../../src/alerts/view.ts';
import { toDirectoryAudit } from '../../src/domain/read-directory-audit.ts';
import { type Change, changeSentence, changesAmong } from '../../src/domain/what-changed.ts';
import { atMinute, theCase } from '../alerts/builders.ts';
import {
  groupId,
  locationChanged,
  locationId,
  memberAdded,
  policyChange,
  policyId,
} from '../alerts/changed.ts';

const beganAt = atMinute(0);
const before = {
  state: 'enabledForReportingButNotEnforced',
  conditions: {
    users: { includeGroups: [groupId] },
    applications: { includeApplications: ['Office365'] },
    platforms: { includePlatforms: ['iOS', 'android'] },
    clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
  },
};
const records = [
  policyChange(-11, before),
  memberAdded(-47, 'Søren [x](https://evil.example) Kierkegaard-Hansen'),
  memberAdded(-48, 'Ada'),
  locationChanged(-600),
  policyChange(4, {}, 'Policy_2'),
  policyChange(9, {}, 'Policy_3'),
];

function viewOf(
  changes: readonly Change[],
  notes: readonly string[],
  links: AlertLinks,
): AlertView {
  const alert = theCase({ id: 'case-7', lastAt: atMinute(3) });
  const [cause] = changes;
  const told =
    cause === undefined ? alert : explain(alert, atMinute(6), changeSentence(cause, beganAt));
  const found = {
    searched: { from: atMinute(-1440), to: atMinute(6) },
    changes,
    isHidden: false,
    notes,
  };
  return alertView(told, links, atMinute(9), {
    others: { cases: [], total: 0 },
    comesLater: false,
    jump: { policyId, beganAt, readAt: atMinute(6), found },
  });
}

/** Alerts of a policy whose blocks jumped: after many changes, and after none. */
export function changesScenes(links: AlertLinks): AlertView[] {
  const audits = records.flatMap((record) => toDirectoryAudit(record) ?? []);
  const subjects = { groupIds: [groupId], locationIds: [locationId] };
  const changes = changesAmong(audits, policyId, subjects, beganAt, () => undefined);
  return [
    viewOf(changes, ['2 more groups of the policy were not looked at.'], links),
    viewOf([], [], links),
  ];
}
