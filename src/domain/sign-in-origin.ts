import { isRecord, recordsAt, text, textAt, textsAt } from './record.ts';
import { spaced } from './sentence.ts';
import type { SignIn } from './sign-in.ts';

/** From which network and what kind of device a sign-in came, as its record says. */
export interface SignInOrigin {
  /** Number of the autonomous system. */
  readonly asNumber?: number;
  /** Named locations that hold the address: 'trusted network Offices', 'named network VPN'. */
  readonly networks?: readonly string[];
  /** 'compliant, managed, Azure AD joined'; 'device not identified' where it did not say which it is. */
  readonly deviceState?: string;
}

/** 0 stands for none. */
function asNumberOf({ raw }: SignIn): number | undefined {
  const number = Number(text(raw.autonomousSystemNumber) ?? 0);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function networksOf({ raw }: SignIn): string[] {
  return recordsAt(raw, 'networkLocationDetails').flatMap((entry) => {
    const type = text(entry.networkType) ?? 'network';
    const kind = /^trusted/i.test(type) ? 'trusted network' : spaced(type);
    return textsAt(entry, 'networkNames').map((name) => `${kind} ${name}`);
  });
}

function stated(value: string | undefined, word: string): string | undefined {
  if (value === undefined) return undefined;
  return value.toLowerCase() === 'true' ? word : `not ${word}`;
}

function deviceStateOf({ raw }: SignIn): string | undefined {
  if (!isRecord(raw.deviceDetail)) return undefined;
  const joined = textAt(raw, 'deviceDetail.trustType');
  const names = [
    joined,
    ...['deviceId', 'displayName'].map((key) => textAt(raw, `deviceDetail.${key}`)),
  ];
  if (names.every((name) => name === undefined)) return 'device not identified';
  const compliant = stated(textAt(raw, 'deviceDetail.isCompliant'), 'compliant');
  const managed = stated(textAt(raw, 'deviceDetail.isManaged'), 'managed');
  const words = [compliant, managed, joined].filter((part) => part !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}

/** Undefined where the record says nothing of it. */
export function originOf(signIn: SignIn): SignInOrigin | undefined {
  const asNumber = asNumberOf(signIn);
  const networks = networksOf(signIn);
  const deviceState = deviceStateOf(signIn);
  if (asNumber === undefined && networks.length === 0 && deviceState === undefined) {
    return undefined;
  }
  return { asNumber, networks: networks.length === 0 ? undefined : networks, deviceState };
}
