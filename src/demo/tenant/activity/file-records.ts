import type { JsonObject } from '../json.ts';
import { hashText } from '../random.ts';
import { type DocumentFile, extensionOf, idOf, urlOf } from './documents.ts';
import { commonOf, type Doer } from './doer.ts';

function clientOf(doer: Doer): JsonObject {
  const [browser = '', version = ''] = doer.device.browser.split(' ');
  const platforms: Record<string, string> = { windows: 'WinDesktop', macOS: 'MacDesktop' };
  return {
    ClientIP: doer.address,
    AuthenticationType: 'OAuth',
    BrowserName: browser,
    BrowserVersion: version,
    DeviceDisplayName: doer.device.displayName || doer.address,
    IsManagedDevice: doer.device.isManaged,
    Platform: platforms[doer.device.platform] ?? 'Mobile',
    UserAgent: doer.device.userAgent,
  };
}

function libraryOf(file: DocumentFile): JsonObject {
  return {
    EventSource: 'SharePoint',
    GeoLocation: 'EUR',
    ListId: idOf(`list ${file.siteUrl}`),
    ListItemUniqueId: idOf(urlOf(file)),
    Site: idOf(file.siteUrl),
    WebId: idOf(`web ${file.siteUrl}`),
    ListBaseType: 1,
    ListServerTemplate: file.workload === 'OneDrive' ? 700 : 101,
  };
}

/** A file operation (record type 6): `FileAccessed`, `FileDownloaded`, `FileModified` and their like. */
export function fileRecord(
  operation: string,
  doer: Doer,
  file: DocumentFile,
  more: JsonObject = {},
): JsonObject {
  const correlation = idOf(`${operation} ${doer.userId} ${urlOf(file)}`);
  return {
    AppAccessContext: {
      AADSessionId: idOf(`session ${doer.userId}`),
      ClientAppName: 'SharePoint Online Web Client Extensibility',
      CorrelationId: correlation,
      UniqueTokenId: idOf(`token ${doer.userId}`).slice(0, 22),
    },
    ...commonOf(doer, operation, 6, file.workload),
    UserKey: doer.userKey.includes('|')
      ? doer.userKey
      : `i:0h.f|membership|${doer.userKey.toLowerCase()}@live.com`,
    ...clientOf(doer),
    CorrelationId: correlation,
    ItemType: 'File',
    ...libraryOf(file),
    FileSizeBytes: 20_000 + (hashText(file.name) % 3_000_000),
    SourceFileExtension: extensionOf(file.name),
    SiteUrl: file.siteUrl,
    SourceRelativeUrl: file.folder,
    SourceFileName: file.name,
    ApplicationDisplayName: 'SharePoint Online Web Client Extensibility',
    ObjectId: urlOf(file),
    ...more,
  };
}

/** A file that got another name or another place. */
export function movedRecord(
  operation: 'FileMoved' | 'FileRenamed' | 'FileCopied',
  doer: Doer,
  from: DocumentFile,
  to: DocumentFile,
): JsonObject {
  return fileRecord(operation, doer, from, {
    DestinationRelativeUrl: to.folder,
    DestinationFileName: to.name,
    DestinationFileExtension: extensionOf(to.name),
  });
}

/** A sharing operation (record type 14); `with` is who got it, where it was somebody. */
export function sharingRecord(
  operation: string,
  doer: Doer,
  file: DocumentFile,
  right: 'View' | 'Edit',
  target?: { readonly name: string; readonly type: 'Member' | 'Guest' | 'SecurityGroup' },
): JsonObject {
  const isLink = operation.includes('Link');
  const given = target && {
    TargetUserOrGroupName: target.name,
    TargetUserOrGroupType: target.type,
  };
  return fileRecord(operation, doer, file, {
    RecordType: 14,
    EventData: isLink
      ? `<Type>${right}</Type><MembersCanShareApplied>False</MembersCanShareApplied>`
      : `<Permissions granted>${right === 'Edit' ? 'Contribute' : 'Read'}</Permissions granted>`,
    ...(isLink && { UniqueSharingId: idOf(`link ${operation} ${urlOf(file)}`) }),
    ...given,
  });
}

/** A folder operation. */
export function folderRecord(operation: string, doer: Doer, folder: DocumentFile): JsonObject {
  return fileRecord(operation, doer, folder, {
    ItemType: 'Folder',
    SourceFileExtension: '',
    FileSizeBytes: undefined,
  });
}

/** A list or list item operation (record type 36), with its number where a name would be. */
export function listItemRecord(
  operation: string,
  doer: Doer,
  site: string,
  item: number,
): JsonObject {
  const list = idOf(`list ${site}`);
  return {
    ...commonOf(doer, operation, 36, 'SharePoint'),
    ...clientOf(doer),
    EventSource: 'SharePoint',
    ItemType: 'ListItem',
    ListId: list,
    ListItemId: item,
    Site: idOf(site),
    WebId: idOf(`web ${site}`),
    ObjectId: `https://fabrikam.sharepoint.example/sites/${site}/Lists/${list}/${item}_.000`,
  };
}
