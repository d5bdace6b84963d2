import { recordsAt, text } from './record.ts';
import type { SignIn } from './sign-in.ts';

/** One authentication method that worked. */
export interface MethodUsed {
  readonly method: string;
  /** Sign-ins in which it did. */
  readonly times: number;
  readonly lastAt: Date;
}

/** Not a method but the word that none was needed. */
const reused = /previously satisfied|satisfied by|claim in the token/i;

function methodsOf({ raw }: SignIn): Set<string> {
  const steps = recordsAt(raw, 'authenticationDetails').filter(
    ({ succeeded }) => succeeded === true,
  );
  const methods = steps.flatMap((step) => text(step.authenticationMethod) ?? []);
  return new Set(methods.filter((method) => !reused.test(method)));
}

/** Methods that worked in these sign-ins, the latest used first. v1.0 records name none. */
export function methodsUsed(rows: readonly SignIn[]): MethodUsed[] {
  const found = new Map<string, MethodUsed>();
  for (const row of rows) {
    for (const method of methodsOf(row)) {
      const known = found.get(method);
      const lastAt = known && known.lastAt > row.at ? known.lastAt : row.at;
      found.set(method, { method, times: (known?.times ?? 0) + 1, lastAt });
    }
  }
  return [...found.values()].sort(
    (a, b) => b.lastAt.getTime() - a.lastAt.getTime() || a.method.localeCompare(b.method),
  );
}
