import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditChange } from '../../src/domain/auditing/audit-change.ts';
import type { MailboxAuditing } from '../../src/domain/auditing/mailbox-auditing.ts';
import type { AuditSwitches } from '../../src/ports/audit-switches.ts';
import { CustomizationNeeded, PageForgotten } from '../../src/ports/audit-switches.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';

/** An organisation with more than three mailboxes, all audited as Microsoft does, and ways to change it. */
export interface AuditSwitchesWorld {
  readonly switches: AuditSwitches;
  /** A person with a mailbox. */
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly userPrincipalName: string;
  };
  setDehydrated(isDehydrated: boolean): void;
  /** Lets time go by until what was set is so. */
  takeEffect(): void;
  /** Lets Exchange forget the pages of lists that were begun. */
  forgetPages(): void;
  close(): Promise<void>;
}

const read: ReadOptions = { priority: 'person' };

/** What every implementation of the switches must do. */
export function auditSwitchesContract(name: string, make: () => Promise<AuditSwitchesWorld>): void {
  describe(`audit switches: ${name}`, () => {
    let world: AuditSwitchesWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    const apply = (change: AuditChange) => world.switches.apply(change, read);
    const subject = () => ({ id: world.person.id, name: world.person.name });

    async function all<Row>(
      page: (from?: string) => Promise<{ readonly rows: readonly Row[]; readonly next?: string }>,
    ): Promise<Row[]> {
      const rows: Row[] = [];
      let from: string | undefined;
      do {
        const found = await page(from);
        rows.push(...found.rows);
        from = found.next;
      } while (from !== undefined);
      return rows;
    }

    it('says that auditing is on where nobody has touched it', async () => {
      expect(await world.switches.ingestion(read)).toEqual({ isOn: true });
      expect(await world.switches.organisation(read)).toEqual({ isOn: true, isDehydrated: false });
    });

    it.each(['ingestion', 'organisation'] as const)(
      'sets the %s off and on again, and says so only once it is',
      async (kind) => {
        await apply({ kind, on: false });
        expect((await world.switches[kind](read)).isOn).toBe(true);
        world.takeEffect();
        expect((await world.switches[kind](read)).isOn).toBe(false);
        await apply({ kind, on: true });
        await apply({ kind, on: true });
        world.takeEffect();
        expect((await world.switches[kind](read)).isOn).toBe(true);
      },
    );

    it('gives every mailbox once, however small the pages', async () => {
      const { switches } = world;
      const whole = await all((from) => switches.mailboxes(read, from));
      const small = await all((from) => switches.mailboxes({ ...read, pageSize: 2 }, from));
      const ids = (rows: readonly MailboxAuditing[]) => rows.map(({ id }) => id).toSorted();
      expect(whole.length).toBeGreaterThan(3);
      expect(ids(small)).toEqual(ids(whole));
      expect(new Set(ids(small)).size).toBe(small.length);
      expect(ids(whole)).toContain(world.person.id);
    });

    it('finds a mailbox by id and by name, and none where there is none', async () => {
      const { switches, person } = world;
      const byId = await switches.mailbox(person.id, read);
      expect(byId).toMatchObject({ id: person.id, kind: 'UserMailbox', isEnabled: true });
      expect(byId?.managed.toSorted()).toEqual(['Admin', 'Delegate', 'Owner']);
      expect(byId?.actions.Owner).toContain('MailItemsAccessed');
      expect(byId?.actions.Owner).not.toContain('Move');
      expect(await switches.mailbox(person.userPrincipalName, read)).toEqual(byId);
      expect(await switches.mailbox('nobody@example.com', read)).toBeUndefined();
      expect(await switches.bypass('nobody@example.com', read)).toBeUndefined();
    });

    it('gives a mailbox a list of its own, and Microsoft’s again', async () => {
      const { switches, person } = world;
      await apply({
        kind: 'own-audit-set',
        subject: subject(),
        actions: { Owner: ['HardDelete'] },
      });
      world.takeEffect();
      const own = await switches.mailbox(person.id, read);
      expect(own?.managed.toSorted()).toEqual(['Admin', 'Delegate']);
      expect(own?.actions.Owner).toEqual(['HardDelete']);
      await apply({ kind: 'audit-set', subject: subject(), types: ['Owner'] });
      world.takeEffect();
      const again = await switches.mailbox(person.id, read);
      expect(again?.managed.toSorted()).toEqual(['Admin', 'Delegate', 'Owner']);
      expect(again?.actions.Owner).toContain('MailItemsAccessed');
    });

    it('bypasses an account and ends it', async () => {
      const { switches, person } = world;
      const ofPerson = async () =>
        (await all((from) => switches.bypasses({ ...read, pageSize: 3 }, from))).find(
          ({ id }) => id === person.id,
        )?.isBypassed;
      expect(await ofPerson()).toBe(false);
      await apply({ kind: 'bypass', subject: subject(), on: true });
      world.takeEffect();
      expect([await ofPerson(), (await switches.bypass(person.id, read))?.isBypassed]).toEqual([
        true,
        true,
      ]);
      await apply({ kind: 'bypass', subject: subject(), on: false });
      world.takeEffect();
      expect(await ofPerson()).toBe(false);
    });

    it('switches a single mailbox off and on', async () => {
      const { switches, person } = world;
      for (const on of [false, true]) {
        await apply({ kind: 'mailbox', subject: subject(), on });
        world.takeEffect();
        expect((await switches.mailbox(person.id, read))?.isEnabled).toBe(on);
      }
    });

    it('refuses changes of an organisation that was never customised, until it is', async () => {
      world.setDehydrated(true);
      expect((await world.switches.organisation(read)).isDehydrated).toBe(true);
      await expect(apply({ kind: 'ingestion', on: true })).rejects.toThrow(CustomizationNeeded);
      await apply({ kind: 'customization' });
      world.takeEffect();
      expect((await world.switches.organisation(read)).isDehydrated).toBe(false);
      await apply({ kind: 'ingestion', on: true });
      await expect(apply({ kind: 'customization' })).resolves.toBeUndefined();
    });

    it('says when a list that was begun has to be read anew', async () => {
      const { switches } = world;
      const small: ReadOptions = { ...read, pageSize: 2 };
      const { next } = await switches.mailboxes(small);
      world.forgetPages();
      await expect(switches.mailboxes(small, next)).rejects.toThrow(PageForgotten);
      expect((await switches.mailboxes(small)).rows).toHaveLength(2);
    });
  });
}
