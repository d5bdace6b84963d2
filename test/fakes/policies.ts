import type { NamedLocation, Policy } from '../../src/domain/policy.ts';
import type { AppError } from '../../src/errors.ts';
import type { Policies } from '../../src/ports/policies.ts';

/** Policies in memory, with a count of what was asked. */
export interface FakePolicies extends Policies {
  asked: number;
  /** When set, every question fails with it. */
  fails?: AppError;
}

export function createFakePolicies(
  all: readonly Policy[] = [],
  locations: readonly NamedLocation[] = [],
): FakePolicies {
  const fake: FakePolicies = {
    asked: 0,
    all: () => ask(all),
    namedLocations: () => ask(locations),
  };

  async function ask<T>(answer: readonly T[]): Promise<T[]> {
    fake.asked += 1;
    if (fake.fails) throw fake.fails;
    return [...answer];
  }
  return fake;
}
