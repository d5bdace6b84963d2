import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { seats } from '../../../src/demo/launcher/options.ts';
import { personAt, playgroundConfig } from '../../../src/demo/playground/config.ts';
import { tenantId } from '../../../src/demo/tenant/identities.ts';

describe('the chat client’s configuration', () => {
  it.each(seats)('puts %s at the keyboard and the five others into the team', (seat) => {
    const config = parse(playgroundConfig(seat));
    expect(config.tenantId).toBe(tenantId);
    expect(config.currentUser.aadObjectId).toBe(personAt(seat).id);
    const everybody = [config.currentUser, ...config.users];
    expect(everybody).toHaveLength(6);
    expect(new Set(everybody.map(({ aadObjectId }) => aadObjectId)).size).toBe(6);
    expect(new Set(everybody.map(({ id }) => id)).size).toBe(6);
  });

  it('leaves no field empty, for which the chat client would end without a word', () => {
    const leaves: unknown[] = [];
    JSON.stringify(parse(playgroundConfig('adele')), (_, value) => {
      if (typeof value !== 'object' || value === null) leaves.push(value);
      return value;
    });
    expect(leaves.filter((leaf) => typeof leaf !== 'string' || leaf === '')).toEqual([]);
  });
});
