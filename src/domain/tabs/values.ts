import { at, isRecord, type JsonRecord, text } from '../record.ts';
import { spaced, startUpper } from '../sentence.ts';
import { parseInstant } from '../sign-in.ts';
import type { Fact, FactSection, FactValue } from './tab.ts';

/** How a raw value reads: words, or undefined for what says nothing. */
export type Say = (value: unknown) => FactValue | undefined;

/** One line of a tab: the portal's label, where the value stands, and how it reads. */
export type Field = readonly [label: string, path: string, say?: Say];

/** Any JSON value in words: lists joined by commas, objects as “key: value”, nothing for what is empty. */
export function plain(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) {
    const parts = value.flatMap((item) => plain(item) ?? []);
    return parts.length > 0 ? parts.join(', ') : undefined;
  }
  if (!isRecord(value)) return text(value);
  const parts = Object.entries(value)
    .filter(([key]) => !key.startsWith('@'))
    .flatMap(([key, inner]) => {
      const words = plain(inner);
      return words === undefined ? [] : [`${spaced(key)}: ${words}`];
    });
  return parts.length > 0 ? parts.join('; ') : undefined;
}

const enumWords: ReadonlyMap<string, string> = new Map([
  ['singleFactorAuthentication', 'Single-factor authentication'],
  ['multiFactorAuthentication', 'Multifactor authentication'],
  ['oAuth2', 'OAuth 2.0'],
  ['ropc', 'ROPC (user name and password sent by the app)'],
  ['wsFederation', 'WS-Federation'],
  ['saml20', 'SAML 2.0'],
  ['saml11', 'SAML 1.1'],
  ['AzureAD', 'Microsoft Entra ID'],
  ['ADFederationServices', 'AD FS'],
  ['b2bCollaboration', 'B2B collaboration'],
  ['b2bDirectConnect', 'B2B direct connect'],
  ['userPrincipalName', 'User principal name'],
  ['unknownFutureValue', 'unknown (the service did not say)'],
]);

function enumWord(value: string): string {
  return enumWords.get(value) ?? startUpper(spaced(value));
}

/** Words of Graph's enums, alone, in lists or comma-joined. */
export const word: Say = (value) => {
  const values = Array.isArray(value) ? value : [value];
  const words = values.flatMap((one) => text(one)?.split(',') ?? []).map((one) => one.trim());
  return words.length > 0 ? words.map(enumWord).join(', ') : undefined;
};

/** Risk values are `hidden` without the P2 licence. */
export const risk: Say = (value) =>
  text(value) === 'hidden' ? 'not licensed (needs Entra ID P2)' : word(value);

/** An instant; what does not parse is shown as it came. */
export const time: Say = (value) => {
  const instant = parseInstant(value);
  return instant ? { kind: 'time', at: instant } : text(value);
};

export function unit(name: string): Say {
  return (value) => {
    const words = text(value);
    return words === undefined ? undefined : `${words} ${name}`;
  };
}

/** The facts whose values are there. */
export function factsOf(record: JsonRecord, fields: readonly Field[]): Fact[] {
  return fields.flatMap(([label, path, say = plain]) => {
    const value = say(at(record, path));
    return value === undefined ? [] : [{ label, value }];
  });
}

/** A section, or nothing when it would be empty. */
export function section(title: string | undefined, facts: readonly Fact[]): FactSection[] {
  return facts.length > 0 ? [{ kind: 'facts', title, facts }] : [];
}
