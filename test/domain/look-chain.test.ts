import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalLook, type Look, placeIn } from '../../src/domain/look.ts';
import {
  type ChainHead,
  type ChainRow,
  type ChainVerdict,
  emptyChain,
  linkTo,
  verifyChain,
} from '../../src/domain/look-chain.ts';
import { aLook } from '../look-builders.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const tenantId = 'aaaaaaaa-0000-4000-8000-00000000000a';

/** Looks chained behind a head, as the store does. */
function chainOf(looks: readonly Look[], start: ChainHead = emptyChain): ChainRow[] {
  let head = start;
  return looks.map((look) => {
    const sequence = head.count + 1;
    const record = canonicalLook(look, tenantId, sequence);
    const row = { sequence, record, ...linkTo(head, record, sha256) };
    head = { count: sequence, hash: row.hash };
    return { ...row, at: look.at, people: placeIn(record)?.people ?? [] };
  });
}

const headOf = (rows: readonly ChainRow[]): ChainHead => {
  const last = rows.at(-1);
  return last === undefined ? emptyChain : { count: last.sequence, hash: last.hash };
};

const verify = (rows: readonly ChainRow[], known = {}) => verifyChain(rows, sha256, known);
const flawOf = (verdict: ChainVerdict) =>
  verdict.ok ? 'none' : { flaw: verdict.flaw, row: verdict.row };

const looks = fc
  .array(
    fc.record({
      line: fc.string(),
      who: fc.string(),
      people: fc.array(fc.uuid(), { maxLength: 3 }),
      minute: fc.nat(10_000),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((list) =>
    list.map(({ line, who, people, minute }) =>
      aLook(minute, { line, people, by: { id: who, name: who, level: 'reader' } }),
    ),
  );
/** A chain, and a place in it. */
const chainAndPlace = looks.chain((list) =>
  fc.record({ rows: fc.constant(chainOf(list)), place: fc.nat(list.length - 1) }),
);

describe('an untouched chain', () => {
  it('is verified, whatever its looks hold, alone and against its head', async () => {
    await fc.assert(
      fc.asyncProperty(looks, async (list) => {
        const rows = chainOf(list);
        const head = headOf(rows);
        expect(await verify(rows)).toEqual({ ok: true, head, rows: rows.length });
        expect(await verify(rows, { head })).toMatchObject({ ok: true });
      }),
    );
  });

  it('is verified from where retention ended, also against heads from before', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ rows, place }) => {
        const start = headOf(rows.slice(0, place));
        const rest = rows.slice(place);
        expect(await verify(rest, { start, head: headOf(rows) })).toMatchObject({ ok: true });
        expect(await verify(rest, { start, head: start })).toMatchObject({ ok: true });
      }),
    );
  });

  it('may have grown since its head was noted', async () => {
    const rows = chainOf([aLook(1), aLook(2), aLook(3)]);
    expect(await verify(rows, { head: headOf(rows.slice(0, 2)) })).toMatchObject({ ok: true });
  });
});

describe('tampering', () => {
  it('with any letter of any row is found, and the row is named', async () => {
    const mutation = chainAndPlace.chain(({ rows, place }) =>
      fc.record({
        rows: fc.constant(rows),
        place: fc.constant(place),
        field: fc.constantFrom('record', 'hash', 'previous'),
        letter: fc.nat(10_000),
        by: fc.constantFrom('x', '0', '"', 'Ω'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(mutation, async ({ rows, place, field, letter, by }) => {
        const row = rows[place] as ChainRow;
        const text = row[field as 'record'];
        const spot = letter % text.length;
        fc.pre(text[spot] !== by);
        const changed = `${text.slice(0, spot)}${by}${text.slice(spot + 1)}`;
        const tampered = rows.with(place, { ...row, [field]: changed });
        expect(flawOf(await verify(tampered))).toEqual({ flaw: 'changed', row: row.sequence });
      }),
    );
  });

  it('with a row whose hash is computed anew is found by the row behind it, or by a known head', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ rows, place }) => {
        const record = canonicalLook(aLook(99_999), tenantId, place + 1);
        const before = headOf(rows.slice(0, place));
        const forged: ChainRow = {
          sequence: place + 1,
          ...(placeIn(record) ?? { at: new Date(0), people: [] }),
          record,
          ...linkTo(before, record, sha256),
        };
        const verdict = await verify(rows.with(place, forged), { head: headOf(rows) });
        expect(flawOf(verdict)).toEqual({ flaw: 'replaced', row: place + 1 });
      }),
    );
  });

  it('with what a row is found by is found: its time, or whom it was about', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, fc.boolean(), async ({ rows, place }, byTime) => {
        const row = rows[place] as ChainRow;
        const hidden = byTime ? { at: new Date(0) } : { people: [...row.people, 'somebody'] };
        const verdict = await verify(rows.with(place, { ...row, ...hidden }));
        expect(flawOf(verdict)).toEqual({ flaw: 'changed', row: row.sequence });
      }),
    );
  });

  it('by taking out a row is found, the last one against a known head', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ rows, place }) => {
        const verdict = await verify(rows.toSpliced(place, 1), { head: headOf(rows) });
        const flaw = place === rows.length - 1 ? 'cut' : 'missing';
        expect(flawOf(verdict)).toEqual({ flaw, row: place + 1 });
      }),
    );
  });

  it('by closing the gap of a row taken out is found at the gap', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ rows, place }) => {
        fc.pre(place < rows.length - 1);
        const closed = rows
          .toSpliced(place, 1)
          .map((row, index) => ({ ...row, sequence: index + 1 }));
        expect(flawOf(await verify(closed))).toEqual({ flaw: 'out of order', row: place + 1 });
      }),
    );
  });

  it('by swapping two rows is found at the first of them', async () => {
    const twoPlaces = chainAndPlace.chain(({ rows, place }) =>
      fc.record({
        rows: fc.constant(rows),
        place: fc.constant(place),
        other: fc.nat(rows.length - 1),
      }),
    );
    await fc.assert(
      fc.asyncProperty(twoPlaces, async ({ rows, place, other }) => {
        fc.pre(place !== other);
        const [one, two] = [rows[place] as ChainRow, rows[other] as ChainRow];
        const swapped = rows
          .with(place, { ...two, sequence: one.sequence })
          .with(other, { ...one, sequence: two.sequence });
        const first = Math.min(place, other) + 1;
        expect(flawOf(await verify(swapped))).toEqual({ flaw: 'out of order', row: first });
      }),
    );
  });

  it('by putting in a row is found there: a copy, or a forged one with all behind it numbered anew', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, fc.boolean(), async ({ rows, place }, isCopy) => {
        const [forged] = chainOf([aLook(5)], headOf(rows.slice(0, place)));
        const put = isCopy ? (rows[place] as ChainRow) : (forged as ChainRow);
        const longer = rows.toSpliced(place, 0, put);
        expect((await verify(longer)).ok).toBe(false);
        const numbered = longer.map((row, index) => ({ ...row, sequence: index + 1 }));
        expect(flawOf(await verify(numbered))).toMatchObject({ flaw: 'out of order' });
      }),
    );
  });

  it('by writing the whole chain anew is found against a known head', async () => {
    const rows = chainOf([aLook(1), aLook(2), aLook(3)]);
    const anew = chainOf([aLook(1), aLook(2, { line: 'signins' }), aLook(3), aLook(4)]);
    expect(await verify(anew)).toMatchObject({ ok: true });
    expect(flawOf(await verify(anew, { head: headOf(rows) }))).toEqual({
      flaw: 'replaced',
      row: 3,
    });
  });

  it('by dropping old rows under another anchor is found', async () => {
    const rows = chainOf([aLook(1), aLook(2), aLook(3)]);
    const start = { count: 1, hash: '0'.repeat(64) };
    expect(flawOf(await verify(rows.slice(1), { start }))).toEqual({ flaw: 'replaced', row: 2 });
  });
});

describe('what is kept of a look', () => {
  it('is bounded, whatever was typed', () => {
    const long = 'x'.repeat(100_000);
    const look = aLook(0, {
      line: long,
      reason: long,
      why: long,
      by: { id: long, name: long, level: 'none' },
      people: Array.from({ length: 1_000 }, (_, index) => `${index}-${long}`),
    });
    expect(canonicalLook(look, tenantId, 1).length).toBeLessThan(16_000);
  });
});
