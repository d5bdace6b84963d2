/** Beginnings and parts of `ClientInfoString`, the most telling first. */
const clients: readonly (readonly [RegExp, string])[] = [
  [/outlook-ios/i, 'Outlook for iOS'],
  [/outlook-android/i, 'Outlook for Android'],
  [/client=owa/i, 'Outlook on the web'],
  [/client=(microsoft\.)?exchange\.?mapi|client=mapi|client=outlook|msexchangerpc/i, 'Outlook'],
  [/client=activesync/i, 'a mail app over ActiveSync'],
  [/client=pop/i, 'a mail app over POP'],
  [/client=imap/i, 'a mail app over IMAP'],
  [/client=webservices/i, 'an app over Exchange Web Services'],
  [/client=rest/i, 'an app over REST or Graph'],
  [/client=hub transport|client=transport/i, 'mail transport'],
  [/client=teams/i, 'Teams'],
];

/** With what a mailbox was opened, in words and as it was written. */
export function mailClient(clientInfo: string | undefined): string | undefined {
  if (clientInfo === undefined) return undefined;
  const known = clients.find(([pattern]) => pattern.test(clientInfo))?.[1];
  return known === undefined ? clientInfo : `${known} (${clientInfo})`;
}
