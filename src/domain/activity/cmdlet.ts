import type { ActivityRecord } from '../activity-record.ts';
import { recordsAt, text, textAt } from '../record.ts';

/** Parameters of a cmdlet by their name as written; an empty value takes away what was set. */
export type Parameters = ReadonlyMap<string, string>;

export function parametersOf({ data }: ActivityRecord): Parameters {
  const pairs = recordsAt(data, 'Parameters').flatMap((parameter): [string, string][] => {
    const name = textAt(parameter, 'Name');
    return name === undefined ? [] : [[name, text(parameter.Value) ?? '']];
  });
  return new Map(pairs);
}

/** The value of the first of `names` (lower case) that was given. */
export function parameter(parameters: Parameters, ...names: string[]): string | undefined {
  for (const wanted of names) {
    for (const [name, value] of parameters) if (name.toLowerCase() === wanted) return value;
  }
  return undefined;
}

/** `…/Hosted Organizations/contoso/bc1b1df3-…\RULE_NAME` ends in the name that counts. */
export function cmdletObject({ objectId }: ActivityRecord): string | undefined {
  return objectId?.split(/[\\/]/).filter(Boolean).at(-1);
}

/** `"Bob" [SMTP:bob@x.example]`, `smtp:bob@x.example;…` and lists as plain addresses. */
export function addressesIn(value: string): readonly string[] {
  return value
    .split(/[;,]/)
    .map((part) => /\[?smtp:([^\]]+)\]?/i.exec(part)?.[1] ?? part)
    .map((part) => part.trim().replace(/^"|"$/g, ''))
    .filter(Boolean);
}

const domainOf = (address: string) => /@([^@\s>]+)$/.exec(address)?.[1]?.toLowerCase();

/** Whether an address lies in another domain than the mailbox; undefined where that can't be told. */
function isElsewhere(address: string, home: string | undefined): boolean {
  const [there, here] = [domainOf(address), home && domainOf(home)];
  if (there === undefined || !here) return false;
  return there !== here && !there.endsWith(`.${here}`) && !here.endsWith(`.${there}`);
}

/** Addresses in words, those of another domain than `home` called so. */
export function addressWords(value: string, home: string | undefined): string {
  return addressesIn(value)
    .map((address) => (isElsewhere(address, home) ? `${address} (another domain)` : address))
    .join(', ');
}
