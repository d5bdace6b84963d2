import type { Doctor, Finding } from '../ports/doctor.ts';
import type { Probes } from '../ports/probes.ts';
import { skip } from './check.ts';
import { nodeOutcome } from './checks/node-version.ts';
import { settingsOutcome } from './checks/settings.ts';
import { checks } from './checks.ts';
import { type BoundCheck, examine } from './examine.ts';

export interface DoctorParts {
  /** Without the v. */
  readonly nodeVersion: string;
  /** What is wrong with the settings. */
  readonly problems: readonly string[];
  /** New ones for each examination; undefined while the settings can’t be read. */
  readonly probes: (signal: AbortSignal) => Probes | undefined;
  /** A signal that ends one check. */
  readonly deadline: () => AbortSignal;
}

export interface StepwiseDoctor extends Doctor {
  /** Finding by finding, as soon as each is known, in the order of the list. */
  findings(signal: AbortSignal): AsyncGenerator<Finding>;
}

function bind(probes: Probes | undefined): readonly BoundCheck[] {
  return checks.map(({ needs, run, ...check }) => {
    if (probes === undefined) {
      return {
        ...check,
        needs: ['settings'],
        run: async () => skip('the settings can’t be read'),
      };
    }
    const needed = typeof needs === 'function' ? needs(probes) : needs;
    return { ...check, needs: needed, run: (signal) => run(probes, signal) };
  });
}

/** Looks at the whole set-up. */
export function createDoctor({
  nodeVersion,
  problems,
  probes,
  deadline,
}: DoctorParts): StepwiseDoctor {
  const first: readonly BoundCheck[] = [
    { id: 'node', title: 'Node.js', needs: [], run: async () => nodeOutcome(nodeVersion) },
    { id: 'settings', title: 'Settings', needs: [], run: async () => settingsOutcome(problems) },
  ];
  const findings = (signal: AbortSignal) =>
    examine([...first, ...bind(probes(signal))], { signal, deadline });
  return {
    findings,
    async examine(signal) {
      const found: Finding[] = [];
      for await (const finding of findings(signal)) found.push(finding);
      return found;
    },
  };
}
