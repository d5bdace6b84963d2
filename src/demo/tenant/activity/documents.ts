import type { Person } from '../people.ts';
import { guidAt, hashText } from '../random.ts';

/** A file of SharePoint or OneDrive. */
export interface DocumentFile {
  readonly workload: 'SharePoint' | 'OneDrive';
  /** Ends in a slash. */
  readonly siteUrl: string;
  readonly folder: string;
  readonly name: string;
}

const host = 'https://fabrikam.sharepoint.example/sites';

const shared: ReadonlyArray<readonly [string, string, string]> = [
  ['Finance', 'Shared Documents/Budget', 'Budget 2027.xlsx'],
  ['Finance', 'Shared Documents/Budget', 'Forecast Q4.xlsx'],
  ['Finance', 'Shared Documents/Closing', 'Jahresabschluss – Übersicht.docx'],
  ['Finance', 'Shared Documents/Payroll', 'Payroll 2026.xlsx'],
  ['Finance', 'Shared Documents/Payroll', 'Supplier bank details.xlsx'],
  ['Sales', 'Shared Documents', '客戶名單 2026.xlsx'],
  ['Sales', 'Shared Documents/Offers', 'Offer [Contoso](http://evil.example) **final**.docx'],
  ['Sales', 'Shared Documents/Offers', 'Angebot & Preise #4711 100%.pdf'],
  ['Engineering', 'Shared Documents/Specs', 'Spec <b>v2</b> <img src=x onerror=alert(1)>.md'],
  ['Engineering', 'Shared Documents/Specs', 'Interface description.pdf'],
  ['Engineering', 'Shared Documents/תוכניות', 'תוכנית עבודה.docx'],
  ['Legal', 'Shared Documents/Contracts', "O'Brien_draft__v3_.docx"],
  ['HR', 'Shared Documents', 'Holiday list.xlsx'],
  ['HR', 'Shared Documents/Onboarding', 'Welcome 👋 to Fabrikam.pptx'],
  ['Intranet', 'SitePages', 'Home.aspx'],
];

/** Files that several people work with; names are what people call files, foreign and hostile ones too. */
export const sharedDocuments: readonly DocumentFile[] = shared.map(([site, folder, name]) => ({
  workload: 'SharePoint',
  siteUrl: `${host}/${site}/`,
  folder,
  name,
}));

/** The shared file whose name begins so. */
export function documentNamed(beginning: string): DocumentFile {
  const found = sharedDocuments.find((one) => one.name.startsWith(beginning));
  if (found === undefined) throw new Error(`no document ${beginning}`);
  return found;
}

/** A file in somebody's OneDrive. */
export function ownDocument(person: Person, name: string, folder = 'Documents'): DocumentFile {
  const owner = person.userPrincipalName.toLowerCase().replace(/[^a-z0-9]/g, '_');
  const siteUrl = `https://fabrikam-my.sharepoint.example/personal/${owner}/`;
  return { workload: 'OneDrive', siteUrl, folder, name };
}

/** The whole address of a file, unencoded as the log writes it. */
export function urlOf(file: DocumentFile): string {
  return `${file.siteUrl}${file.folder}/${file.name}`;
}

/** What follows the last dot; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}

/** An id that stays with a thing of that name. */
export function idOf(name: string): string {
  return guidAt(7, 76, hashText(name));
}
