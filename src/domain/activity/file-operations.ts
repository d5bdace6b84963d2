import type { Done } from './described.ts';

/** What an operation on a file or folder did; `{}` stands for the item's name. */
export interface FileOperation {
  readonly icon: string;
  readonly words: string;
  readonly done: Done;
  readonly important?: true;
  readonly caveat?: string;
}

const icons: Partial<Record<Done, string>> = {
  opened: '👁️',
  downloaded: '⬇️',
  changed: '✏️',
  created: '🆕',
  uploaded: '⬆️',
  moved: '📦',
  copied: '📄',
  deleted: '🗑️',
  restored: '♻️',
  shared: '🔗',
  security: '🛡️',
  settings: '⚙️',
};

type Row = readonly [operation: string, done: Done, words: string, important?: true];

const wholeRecycled = 'goes to the second-stage recycle bin';

const rows: readonly Row[] = [
  ['FileAccessed', 'opened', 'Opened {}'],
  ['FileAccessedExtended', 'opened', 'Kept {} open'],
  ['FilePreviewed', 'opened', 'Previewed {}'],
  ['FileViewed', 'opened', 'Viewed {}'],
  ['PageViewed', 'opened', 'Viewed the page {}'],
  ['PageViewedExtended', 'opened', 'Kept the page {} open'],
  ['PagePrefetched', 'opened', 'Was shown the page {} ahead of opening it'],
  ['ClientViewSignaled', 'opened', 'Viewed the page {}'],
  ['FileDownloaded', 'downloaded', 'Downloaded {}'],
  ['FileSyncDownloadedFull', 'downloaded', 'Synchronised {} to a device'],
  ['FileSyncDownloadedPartial', 'downloaded', 'Synchronised a part of {} to a device'],
  ['FileModified', 'changed', 'Changed {}'],
  ['FileModifiedExtended', 'changed', 'Kept changing {}'],
  ['FileCheckedOut', 'changed', 'Checked out {}'],
  ['FileCheckedIn', 'changed', 'Checked in {}'],
  ['FileCheckOutDiscarded', 'changed', 'Discarded the check-out of {}'],
  ['FileUploaded', 'uploaded', 'Uploaded {}'],
  ['FileUploadedPartial', 'uploaded', 'Uploaded a part of {}'],
  ['FileSyncUploadedFull', 'uploaded', 'Uploaded {} by synchronising'],
  ['FileSyncUploadedPartial', 'uploaded', 'Uploaded a part of {} by synchronising'],
  ['FileCopied', 'copied', 'Copied {}'],
  ['FileMoved', 'moved', 'Moved {}'],
  ['FileRenamed', 'moved', 'Renamed {}'],
  ['FileDeleted', 'deleted', 'Deleted {} to the recycle bin'],
  ['FileRecycled', 'deleted', 'Moved {} to the recycle bin'],
  [
    'FileDeletedFirstStageRecycleBin',
    'deleted',
    `Deleted {} from the recycle bin: it ${wholeRecycled}`,
  ],
  [
    'FileDeletedSecondStageRecycleBin',
    'deleted',
    'Deleted {} for good, from the second-stage recycle bin',
    true,
  ],
  ['FileVersionRecycled', 'deleted', 'Moved a version of {} to the recycle bin'],
  ['FileVersionsAllRecycled', 'deleted', 'Moved all older versions of {} to the recycle bin'],
  ['FileVersionsAllMinorsRecycled', 'deleted', 'Moved all drafts of {} to the recycle bin'],
  ['FileVersionsAllDeleted', 'deleted', 'Deleted all older versions of {}', true],
  ['FileRestored', 'restored', 'Restored {}'],
  ['FileMalwareDetected', 'security', 'Malware was found in {}', true],
  ['FileSensitivityLabelApplied', 'settings', 'Put a sensitivity label on {}'],
  ['FileSensitivityLabelChanged', 'settings', 'Changed the sensitivity label of {}'],
  ['FileSensitivityLabelRemoved', 'settings', 'Removed the sensitivity label of {}', true],
  ['DocumentSensitivityMismatchDetected', 'security', 'The label of {} is above that of its site'],
  ['FolderCreated', 'created', 'Created the folder {}'],
  ['FolderModified', 'changed', 'Changed the folder {}'],
  ['FolderCopied', 'copied', 'Copied the folder {}'],
  ['FolderMoved', 'moved', 'Moved the folder {}'],
  ['FolderRenamed', 'moved', 'Renamed the folder {}'],
  ['FolderDeleted', 'deleted', 'Deleted the folder {} to the recycle bin'],
  ['FolderRecycled', 'deleted', 'Moved the folder {} to the recycle bin'],
  [
    'FolderDeletedFirstStageRecycleBin',
    'deleted',
    `Deleted the folder {} from the recycle bin: it ${wholeRecycled}`,
  ],
  [
    'FolderDeletedSecondStageRecycleBin',
    'deleted',
    'Deleted the folder {} for good, from the second-stage recycle bin',
    true,
  ],
  ['FolderRestored', 'restored', 'Restored the folder {}'],
  ['ListViewed', 'opened', 'Viewed the list {}'],
  ['ListCreated', 'created', 'Created the list {}'],
  ['ListUpdated', 'changed', 'Changed the list {}'],
  ['ListDeleted', 'deleted', 'Deleted the list {}'],
  ['ListRestored', 'restored', 'Restored the list {}'],
  ['ListItemViewed', 'opened', 'Viewed the list item {}'],
  ['ListItemCreated', 'created', 'Created the list item {}'],
  ['ListItemUpdated', 'changed', 'Changed the list item {}'],
  ['ListItemDeleted', 'deleted', 'Deleted the list item {}'],
  ['ListItemRecycled', 'deleted', 'Moved the list item {} to the recycle bin'],
  ['ListItemRestored', 'restored', 'Restored the list item {}'],
  ['CommentCreated', 'created', 'Commented on {}'],
  ['CommentDeleted', 'deleted', 'Deleted a comment on {}'],
];

/** Operations on files, folders, pages and lists, by their name in lower case. */
export const fileOperations: ReadonlyMap<string, FileOperation> = new Map(
  rows.map(([operation, done, words, important]) => [
    operation.toLowerCase(),
    { icon: icons[done] ?? '📄', done, words, ...(important && { important }) },
  ]),
);
