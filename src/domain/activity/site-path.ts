import type { ActivityRecord } from '../activity-record.ts';
import { textAt } from '../record.ts';

function decoded(words: string): string {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

/** `https://contoso.sharepoint.com/sites/hr/` → `contoso.sharepoint.com/sites/hr`. */
function shortUrl(url: string): string {
  return decoded(url.replace(/^https?:\/\//i, '').replace(/\/+$/, ''));
}

/** Folders as people read them: `Shared Documents › Budgets`. */
export function pathWords(path: string): string {
  return decoded(path).split('/').filter(Boolean).join(' › ');
}

/** The name at the end of an address. */
export function lastName(url: string): string | undefined {
  return decoded(url.split(/[?#]/)[0] ?? '')
    .split('/')
    .filter(Boolean)
    .at(-1);
}

/** `…/personal/alice_contoso_example` is somebody's OneDrive. */
function siteWords(siteUrl: string): string {
  const owner = /\/personal\/([^/]+)/i.exec(siteUrl)?.[1];
  return owner === undefined ? shortUrl(siteUrl) : `OneDrive of ${owner}`;
}

/** Site and folder of a file, or its address where the record names neither. */
export function siteAndPath({ data, objectId }: ActivityRecord): string | undefined {
  const site = textAt(data, 'SiteUrl');
  const path = textAt(data, 'SourceRelativeUrl');
  if (site === undefined) return objectId && shortUrl(objectId);
  return [siteWords(site), path && pathWords(path)].filter(Boolean).join(' › ');
}

/** What a record calls the file, folder or page. */
export function itemName({ data, objectId }: ActivityRecord): string | undefined {
  return (
    textAt(data, 'SourceFileName') ??
    textAt(data, 'ListTitle') ??
    (objectId === undefined ? undefined : lastName(objectId))
  );
}
