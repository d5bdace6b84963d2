import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../../src/demo/launcher/options.ts';

describe('readOptions', () => {
  it('takes the documented ports, Adele’s seat and the chat client when nothing is said', () => {
    expect(readOptions([])).toEqual({
      kind: 'run',
      options: {
        botPort: 3978,
        tenantPort: 3979,
        chatPort: 56150,
        withChat: true,
        dataFolder: undefined,
        seed: 1,
        seat: 'adele',
      },
    });
  });

  it('takes each flag', () => {
    const args =
      '--bot-port 4001 --tenant-port=4002 --chat-port 4003 --seed 7 --data ./kept --as tim --no-chat';
    expect(readOptions(args.split(' '))).toEqual({
      kind: 'run',
      options: {
        botPort: 4001,
        tenantPort: 4002,
        chatPort: 4003,
        withChat: false,
        dataFolder: './kept',
        seed: 7,
        seat: 'tim',
      },
    });
  });

  it('tells every problem at once and what to write instead', () => {
    const read = readOptions('--bot-port 70000 --chat-port http --seed x --as bob'.split(' '));
    const told = read.kind === 'problems' ? read.problems.join('\n') : '';
    expect(told).toMatch(/--bot-port 70000 .* 1 to 65535/);
    expect(told).toMatch(/--chat-port http .* 1 to 65535/);
    expect(told).toMatch(/--seed x .* whole number/);
    expect(told).toMatch(/--as bob .*adele, oskar, rita, tim/);
  });

  it('refuses one port for two parts', () => {
    const read = readOptions(['--bot-port', '5000', '--tenant-port', '5000']);
    expect(read).toEqual({ kind: 'problems', problems: [expect.stringContaining('different')] });
  });

  it('answers an unknown flag with the flags there are', () => {
    const read = readOptions(['--prot', '1']);
    expect(read.kind === 'problems' && read.problems.join('\n')).toMatch(/--prot.*--bot-port/s);
  });

  it('explains itself on --help', () => {
    const read = readOptions(['--help']);
    expect(read.kind === 'help' && read.text).toMatch(/--tenant-port/);
  });
});
