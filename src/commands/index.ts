import { activity } from './activity.ts';
import { alerts } from './alerts.ts';
import { alertsHere } from './alerts-here.ts';
import { alertsOff } from './alerts-off.ts';
import { alertsReplay } from './alerts-replay.ts';
import { alertsRules } from './alerts-rules.ts';
import { alertsTest } from './alerts-test.ts';
import { answersHere } from './answers-here.ts';
import { answersOff } from './answers-off.ts';
import { assign } from './assign.ts';
import { audit } from './audit.ts';
import { auditChanges } from './audit-changes.ts';
import { auditEnable } from './audit-enable.ts';
import { auditMailboxes } from './audit-mailboxes.ts';
import { auditStatus } from './audit-status.ts';
import { auditUndo } from './audit-undo.ts';
import { audits } from './audits.ts';
import type { Command } from './command.ts';
import type { CommandGroup } from './command-group.ts';
import { coverage } from './coverage.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { createExport } from './export.ts';
import { file } from './file.ts';
import { files } from './files.ts';
import { forget } from './forget.ts';
import { createHelp } from './help.ts';
import { mail } from './mail.ts';
import { policies } from './policies.ts';
import { policy } from './policy.ts';
import { record } from './record.ts';
import { run } from './run.ts';
import { saveAs } from './save-as.ts';
import { saved } from './saved.ts';
import { searches } from './searches.ts';
import { signOut } from './sign-out.ts';
import { signin } from './signin.ts';
import { signins } from './signins.ts';
import { snooze } from './snooze.ts';
import { snoozeEnd } from './snooze-end.ts';
import { snoozes } from './snoozes.ts';
import { travel } from './travel.ts';
import { user } from './user.ts';
import { whoLooked } from './who-looked.ts';
import { whoami } from './whoami.ts';
import { wouldBlock } from './would-block.ts';

/** Every command, in the order of help. */
export const commandGroups: readonly CommandGroup[] = [
  { title: 'Sign-ins', commands: [signins, signin, user] },
  { title: 'Files, mail, activity', commands: [activity, files, mail, file, record, searches] },
  { title: 'Changes', commands: [audits, audit] },
  { title: 'Conditional access', commands: [policy, policies, wouldBlock] },
  {
    title: 'Auditing',
    commands: [auditStatus, auditEnable, auditMailboxes, auditChanges, auditUndo],
  },
  { title: 'Alerts', commands: [alerts, digest, alertsHere, alertsOff, assign] },
  { title: 'Rules', commands: [alertsRules, alertsTest, alertsReplay] },
  { title: 'Quiet', commands: [snooze, travel, snoozes, snoozeEnd] },
  { title: 'Ask again', commands: [saveAs, run, saved, forget, createExport(() => commands)] },
  { title: 'Who reads along', commands: [answersHere, answersOff] },
  {
    title: 'The bot',
    commands: [coverage, doctor, whoLooked, whoami, signOut, createHelp(() => commandGroups)],
  },
];

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands);
