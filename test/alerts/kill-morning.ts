import type { SignIn } from '../../src/domain/sign-in.ts';
import { blocked, prompted } from './records.ts';

/** Two hours of sign-ins of people who come one after the other, some late, some first prompts: each with the minute from which it shows. */
export function morning(): [SignIn, number][] {
  const rows: [SignIn, number][] = [];
  for (let n = 0; n < 240; n += 1) {
    const minute = 1 + n / 2;
    const user = `user-${Math.floor(n / 4)}`;
    const words = { id: `sign-in-${n}`, minute, user, policy: `For ${user}` };
    const shown = minute + (n % 5 === 0 ? 4 : 0.5);
    if (n % 4 === 0) rows.push([prompted(words), shown]);
    rows.push([blocked(words), n % 4 === 0 ? shown + 1 : shown]);
  }
  return rows;
}
