import type { CaseSignIn } from '../../domain/case.ts';
import { type Facet, type Spread, spreadStepMs } from '../../domain/spread.ts';

const shownPerFacet = 5;
const unknown = 'unknown';

function facetOf(values: readonly { readonly value: string; readonly name: string }[]): Facet {
  const counted = [...Map.groupBy(values, ({ value }) => value).values()].map((same) => ({
    name: same[0]?.name ?? unknown,
    count: same.length,
  }));
  const top = counted.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return { distinct: counted.length, top: top.slice(0, shownPerFacet) };
}

const named = (name = unknown) => ({ value: name, name });

/** How sign-ins spread over people, apps, countries and time. */
export function spreadOf(signIns: readonly CaseSignIn[]): Spread {
  const steps = Map.groupBy(signIns, ({ at }) => +at - (+at % spreadStepMs));
  return {
    people: facetOf(
      signIns.map(({ user }) => ({
        ...named(user?.name),
        value: user?.id ?? user?.name ?? unknown,
      })),
    ),
    apps: facetOf(signIns.map(({ app }) => named(app))),
    countries: facetOf(signIns.map(({ country }) => named(country))),
    over: [...steps]
      .map(([step, { length }]) => ({ at: new Date(step), count: length }))
      .sort((a, b) => +a.at - +b.at),
  };
}
