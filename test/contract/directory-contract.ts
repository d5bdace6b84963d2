import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/domain/person.ts';
import { AppError } from '../../src/errors.ts';
import type { Directory } from '../../src/ports/directory.ts';

/** A directory and what it must hold for the suite. */
export interface DirectoryWorld {
  readonly directory: Directory;
  /** One of a name of her own, and active. */
  readonly known: Person;
  /** Of another tenant, with `#EXT#` in the user principal name. */
  readonly guest: Person;
  /** With an apostrophe in name and user principal name. */
  readonly apostrophe: Person;
  /** Several people of one name. */
  readonly namesakes: { readonly name: string; readonly ids: readonly string[] };
  /** A disabled account. */
  readonly disabled: Person;
  /** A member of `inner`, which is a member of `outer`; not of `other`. */
  readonly member: {
    readonly id: string;
    readonly inner: string;
    readonly outer: string;
    readonly other: string;
  };
  readonly named: {
    readonly user: readonly [id: string, name: string];
    readonly group: readonly [id: string, name: string];
    readonly appId: readonly [id: string, name: string];
    readonly servicePrincipal: readonly [id: string, name: string];
  };
  close(): Promise<void>;
}

const nobody = 'ffffffff-0000-4000-8000-00000000ffff';
const strangeIds = (count: number) =>
  Array.from({ length: count }, (_, at) => nobody.slice(0, -4) + String(1000 + at));

/** What every directory must do. */
export function directoryContract(name: string, make: () => Promise<DirectoryWorld>): void {
  describe(`directory: ${name}`, () => {
    let world: DirectoryWorld;
    let directory: Directory;
    beforeEach(async () => {
      world = await make();
      directory = world.directory;
    });
    afterEach(() => world.close());

    it('knows a person by object id and by user principal name, in any case', async () => {
      const { known } = world;
      expect(await directory.person(known.id)).toMatchObject(known);
      expect(await directory.person(known.id.toUpperCase())).toMatchObject(known);
      expect(await directory.person(known.userPrincipalName.toUpperCase())).toMatchObject(known);
    });

    it('knows guests and names with an apostrophe by user principal name', async () => {
      const guest = await directory.person(world.guest.userPrincipalName);
      expect(guest).toMatchObject({ ...world.guest, guest: true });
      const { apostrophe } = world;
      expect(await directory.person(apostrophe.userPrincipalName)).toMatchObject(apostrophe);
    });

    it('says that an account is disabled', async () => {
      expect(await directory.person(world.disabled.id)).toMatchObject({ enabled: false });
      expect(await directory.person(world.known.id)).toMatchObject({ enabled: true });
    });

    it('knows nobody for an unknown id, an unknown name, or a text that is neither', async () => {
      for (const unknown of [
        nobody,
        'nobody@nowhere.example',
        "x' or 1 eq 1",
        '../groups',
        '%2e',
      ]) {
        expect(await directory.person(unknown)).toBeUndefined();
      }
    });

    it('finds people by a whole name, a part of it, and its words in any order', async () => {
      const { known } = world;
      const [first = '', last = ''] = known.name.split(' ');
      for (const words of [known.name, first, last.toLowerCase(), `${last} ${first}`]) {
        const found = await directory.search(words, 10);
        expect(found.map(({ id }) => id)).toContain(known.id);
      }
      expect((await directory.search(known.name, 10))[0]).toMatchObject(known);
    });

    it('finds all namesakes, and no more people than asked for', async () => {
      const { namesakes } = world;
      const found = await directory.search(namesakes.name, 10);
      expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining([...namesakes.ids]));
      expect(await directory.search(namesakes.name, 1)).toHaveLength(1);
    });

    it.each([
      '"',
      '\\',
      'a"b OR "mail:',
      "o'brien",
      'a & b',
      ' ',
      '%',
      'x:y',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: people may type so
      '${x}',
      '**',
      'מ',
      '𝒳',
    ])('takes the words %s for words', async (words) => {
      expect(Array.isArray(await directory.search(words, 5))).toBe(true);
      expect(Array.isArray(await directory.nearest(words, 5))).toBe(true);
    });

    it('offers the nearest name for a mistyped one, likest first', async () => {
      const { known } = world;
      const [first = '', last = ''] = known.name.split(' ');
      const mistyped = `${first.slice(0, -1)}x ${last.slice(0, -2)}${last.at(-1)}`;
      expect(await directory.search(mistyped, 5)).toEqual([]);
      const offered = await directory.nearest(mistyped, 5);
      expect(offered[0]).toMatchObject(known);
      expect(offered.length).toBeLessThanOrEqual(5);
      expect(new Set(offered.map(({ id }) => id)).size).toBe(offered.length);
    });

    it('offers nobody when no name is like the words', async () => {
      expect(await directory.nearest('qqqqxzzzzwvvv', 5)).toEqual([]);
    });

    it('tells which of many ids a person holds, through nested groups too', async () => {
      const { id, inner, outer, other } = world.member;
      const held = await directory.heldBy(id, [
        ...strangeIds(25),
        other,
        inner,
        ...strangeIds(3),
        outer,
      ]);
      expect([...held].sort()).toEqual([inner, outer].sort());
      expect(await directory.heldBy(id, [])).toEqual(new Set());
    });

    it('refuses to say what somebody unknown holds', async () => {
      const failure = await directory
        .heldBy(nobody, [world.member.outer])
        .catch((thrown) => thrown);
      expect(failure).toBeInstanceOf(AppError);
      expect(failure).toMatchObject({ code: 'not-found' });
    });

    it('names users, groups, apps, service principals and built-in roles, and leaves out the rest', async () => {
      const named = Object.values(world.named);
      const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
      const ids = [
        ...named.map(([id]) => id),
        globalReader,
        nobody,
        'All',
        'None',
        ...strangeIds(20),
      ];
      expect(await directory.names(ids)).toEqual(
        new Map([...named, [globalReader, 'Global Reader']]),
      );
    });
  });
}
