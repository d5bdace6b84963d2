import type { CaseSignIn } from '../domain/case.ts';
import { absorb } from '../domain/case-transitions.ts';
import type { AlertWriter, Finding } from '../ports/alert-store.ts';
import type { Detected } from './detect.ts';
import type { Quieting } from './hold-back.ts';
import { type Growth, tellGrowth } from './tell-growth.ts';

/** What a record says, whenever it was seen. */
function contentOf({ seenAt: _, ...content }: CaseSignIn): string {
  const said = Object.entries(content).filter(([, value]) => value !== undefined);
  return JSON.stringify(said.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function replace(
  writer: AlertWriter,
  caseId: string,
  newer: readonly Finding[],
  now: Date,
  quietUntil: Quieting['quietUntil'],
): Promise<void> {
  await writer.replaceSignIns(
    caseId,
    newer.map(({ signIn }) => signIn),
  );
  const alert = await writer.findCase(caseId);
  const latest = newer.find(({ signIn }) => signIn.id === alert?.latest.id);
  if (alert === undefined || latest === undefined) return;
  const refreshed = absorb(alert, [latest]);
  if (!refreshed.ok) return;
  const growth: Growth = {
    before: alert,
    alert: refreshed.case,
    adds: [],
    how: 'refreshed',
    mayFlare: false,
  };
  await tellGrowth(writer, growth, now, quietUntil);
}

/**
 * Brings cases up to date with records that came before and say something else now, as Entra's do in
 * their first minutes: the newer version takes the place of the older, its first sight stays.
 */
export async function refreshCases(
  writer: AlertWriter,
  again: readonly Detected[],
  { ruleIds, quietUntil }: Pick<Quieting, 'quietUntil'> & { readonly ruleIds: readonly string[] },
  now: Date,
): Promise<void> {
  const found = new Map<string, Finding>();
  const keyOf = (id: string, rule: string) => `${rule} ${id}`;
  for (const { id, findings } of again)
    for (const finding of findings) found.set(keyOf(id, finding.rule), finding);
  const ids = again.filter(({ findings }) => findings.length > 0).map(({ id }) => id);
  const changed = new Map<string, Finding[]>();
  for (const { caseId, rule, signIn } of await writer.heldSignIns(ids, ruleIds)) {
    const finding = found.get(keyOf(signIn.id, rule));
    if (finding === undefined || contentOf(signIn) === contentOf(finding.signIn)) continue;
    const newer = { ...finding, signIn: { ...finding.signIn, seenAt: signIn.seenAt } };
    changed.set(caseId, [...(changed.get(caseId) ?? []), newer]);
  }
  for (const [caseId, newer] of changed) {
    await replace(writer, caseId, newer, now, quietUntil);
  }
}
