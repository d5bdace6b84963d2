/** A kind of client as people call it, with the names that records have for it in `clientAppUsed`. */
interface Client {
  readonly word: string;
  /** Other words for the same. */
  readonly also: readonly string[];
  readonly names: readonly string[];
}

/** Each of them signs in with a password alone: no second factor can be asked for. */
const legacyClients: readonly Client[] = [
  { word: 'activesync', also: ['eas'], names: ['Exchange ActiveSync'] },
  { word: 'imap', also: ['imap4'], names: ['IMAP4', 'IMAP'] },
  { word: 'pop', also: ['pop3'], names: ['POP3', 'POP'] },
  { word: 'smtp', also: ['authsmtp'], names: ['Authenticated SMTP', 'SMTP'] },
  { word: 'mapi', also: [], names: ['MAPI Over HTTP', 'MAPI'] },
  { word: 'ews', also: [], names: ['Exchange Web Services'] },
  { word: 'autodiscover', also: [], names: ['AutoDiscover', 'Autodiscover'] },
  { word: 'exchange-powershell', also: [], names: ['Exchange Online PowerShell'] },
  { word: 'address-book', also: ['oab'], names: ['Offline Address Book'] },
  {
    word: 'outlook-anywhere',
    also: ['rpc'],
    names: ['Outlook Anywhere (RPC over HTTP)', 'Outlook Anywhere'],
  },
  { word: 'outlook-service', also: [], names: ['Outlook Service'] },
  { word: 'reporting', also: [], names: ['Reporting Web Services'] },
  { word: 'universal-outlook', also: [], names: ['Universal Outlook'] },
  { word: 'other', also: [], names: ['Other clients', 'other clients'] },
];

const clients: readonly Client[] = [
  {
    word: 'legacy',
    also: ['legacyauthentication', 'legacyauth', 'basic', 'basicauthentication'],
    names: legacyClients.flatMap(({ names }) => names),
  },
  { word: 'browser', also: ['web'], names: ['Browser'] },
  {
    word: 'modern',
    also: ['mobile', 'desktop', 'mobileapps', 'desktopclients'],
    names: ['Mobile Apps and Desktop clients'],
  },
  ...legacyClients,
];

/** The words that are offered first. */
export const usualClientWords = [
  'legacy',
  'browser',
  'modern',
  'imap',
  'pop',
  'smtp',
  'activesync',
];

const plain = (words: string) => words.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The client that the words stand for, by its own word: `IMAP4` and `imap` are both `imap`. */
export function clientWord(words: string): string | undefined {
  const typed = plain(words);
  const found = clients.find(
    ({ word, also, names }) =>
      plain(word) === typed ||
      also.includes(typed) ||
      (names.length < 5 && names.some((name) => plain(name) === typed)),
  );
  return found?.word;
}

/** The values of `clientAppUsed` that a client's word stands for. */
export function clientAppNames(word: string): readonly string[] {
  return clients.find((client) => client.word === word)?.names ?? [];
}

/** True when a record's `clientAppUsed` is one of that word's. */
export function isClient(clientApp: string | undefined, word: string): boolean {
  const used = clientApp?.toLowerCase();
  return clientAppNames(word).some((name) => name.toLowerCase() === used);
}
