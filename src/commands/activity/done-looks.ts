import type { Done } from '../../domain/activity/described.ts';

/** What was done, as counts and filter buttons name it. */
export const doneLabels: Readonly<Record<Done, string>> = {
  opened: 'Opened',
  downloaded: 'Downloaded',
  changed: 'Changed',
  created: 'Created',
  uploaded: 'Uploaded',
  shared: 'Shared',
  unshared: 'Unshared',
  moved: 'Moved',
  copied: 'Copied',
  deleted: 'Deleted',
  restored: 'Restored',
  read: 'Read',
  sent: 'Sent',
  rules: 'Rules',
  permissions: 'Permissions',
  searched: 'Searched',
  'signed-in': 'Signed in',
  settings: 'Settings',
  security: 'Security',
  other: 'Other',
};
