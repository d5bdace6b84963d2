import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Policies } from '../../src/ports/policies.ts';

/** Policies and what they must hold for the suite. */
export interface PoliciesWorld {
  readonly policies: Policies;
  /** Names of all policies. */
  readonly names: readonly string[];
  /** A policy without grant controls (`null`). */
  readonly ungranted: string;
  readonly reportOnly: string;
  readonly trustedLocation: string;
  readonly otherLocation: string;
  close(): Promise<void>;
}

/** What every source of policies must do. */
export function policiesContract(name: string, make: () => Promise<PoliciesWorld>): void {
  describe(`policies: ${name}`, () => {
    let world: PoliciesWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    it('gives every policy once, whatever its state', async () => {
      const all = await world.policies.all();
      expect(all.map((policy) => policy.name).sort()).toEqual([...world.names].sort());
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(all.find((policy) => policy.name === world.reportOnly)?.state).toBe(
        'enabledForReportingButNotEnforced',
      );
    });

    it('keeps conditions and controls as they came, null included', async () => {
      const policy = (await world.policies.all()).find((one) => one.name === world.ungranted);
      expect(policy?.raw).toMatchObject({ displayName: world.ungranted, grantControls: null });
      expect(policy?.raw.conditions).toBeDefined();
    });

    it('tells trusted locations from others', async () => {
      const locations = await world.policies.namedLocations();
      const trustOf = (wanted: string) => locations.find((one) => one.name === wanted)?.trusted;
      expect(trustOf(world.trustedLocation)).toBe(true);
      expect(trustOf(world.otherLocation)).toBe(false);
    });
  });
}
