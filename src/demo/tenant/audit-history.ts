import { activities } from './audit-activities.ts';
import type { AuditDraft } from './directory-audit.ts';
import * as known from './identities.ts';
import type { Person } from './people.ts';
import { createRandom, pick } from './random.ts';
import { rarerActivities } from './rarer-activities.ts';

type Write = (draft: AuditDraft, atMs: number) => void;

/** About twenty entries a day for thirty days, with Alice and the administrators on both sides. */
export function writeAuditHistory(
  now: Date,
  seed: number,
  people: readonly Person[],
  write: Write,
): void {
  const random = createRandom(seed + 21);
  const withId = (id: string) => people.find((person) => person.id === id) ?? pick(random, people);
  const admins = [withId(known.adminUser.id), withId(known.operatorUser.id)];
  for (let i = 0; i < 600; i += 1) {
    const atMs = now.getTime() - Math.floor((i + random()) * 4_300_000) - 120_000;
    const subject = i % 15 === 1 ? withId(known.alice.id) : pick(random, people);
    const actor = i % 40 === 7 ? withId(known.alice.id) : pick(random, admins);
    const kinds = i % 6 === 3 ? rarerActivities : activities;
    write(pick(random, kinds)(actor, subject, random), atMs);
  }
}
