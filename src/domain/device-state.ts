import { textAt } from './record.ts';
import type { SignIn } from './sign-in.ts';

const stated = (value: string | undefined, word: string): string | undefined => {
  if (value === undefined) return undefined;
  return value.toLowerCase() === 'true' ? word : `not ${word}`;
};

/**
 * How the directory knew the device of a sign-in: 'compliant, managed, Azure AD joined', or that it did not.
 * Undefined where the record holds nothing of a device.
 */
export function deviceStateOf({ raw }: SignIn): string | undefined {
  const device = raw.deviceDetail;
  if (device === undefined || device === null) return undefined;
  const joined = textAt(raw, 'deviceDetail.trustType');
  const isKnown = textAt(raw, 'deviceDetail.deviceId') !== undefined || joined !== undefined;
  if (!isKnown) return 'not identified';
  const compliant = stated(textAt(raw, 'deviceDetail.isCompliant'), 'compliant');
  const managed = stated(textAt(raw, 'deviceDetail.isManaged'), 'managed');
  return [compliant, managed, joined].filter(Boolean).join(', ') || 'known to the directory';
}
