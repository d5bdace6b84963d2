import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/ops/log.ts';

function createBook(level = 'info') {
  const lines: string[] = [];
  const log = createLog({ level, destination: { write: (line: string) => void lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') };
}

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';

describe('the log', () => {
  it('writes one JSON line per event, with its level and time', () => {
    const { log, lines, last } = createBook();
    log.info({ port: 3978 }, 'listening');
    expect(lines).toHaveLength(1);
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      port: 3978,
      msg: 'listening',
    });
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = createBook('warn');
    log.info({}, 'chatter');
    log.debug({}, 'chatter');
    log.warn({}, 'heard');
    expect(lines).toHaveLength(1);
  });

  it.each([
    [{ authorization: 'swordfish' }],
    [{ headers: { authorization: 'swordfish' } }],
    [{ request: { headers: { Authorization: 'swordfish' } } }],
    [{ config: { bot: { appPassword: 'swordfish' } } }],
    [{ AZURE_CLIENT_SECRET: 'swordfish' }],
    [{ access_token: 'swordfish' }],
    [{ note: `sent Bearer swordfish to` }],
    [{ url: 'postgres://bot:swordfish@db.example/audit' }],
    [{ body: 'client_id=1&client_secret=swordfish&x=1' }],
    [{ err: new Error('Bearer swordfish was refused') }],
    [{ err: Object.assign(new Error('x'), { request: { headers: { cookie: 'swordfish' } } }) }],
    [
      {
        err: new Error('outer', { cause: Object.assign(new Error('x'), { config: 'swordfish' }) }),
      },
    ],
  ])('hides the secret in %j', (fields) => {
    const { log, lines, last } = createBook();
    log.error(fields, 'failed');
    expect(lines[0]).not.toContain('swordfish');
    expect(last().msg).toBe('failed');
  });

  it('hides tokens wherever they stand, and nothing around them', () => {
    const { log, last } = createBook();
    log.info(
      { token: jwt, url: 'http://localhost:3978', mail: 'alice@contoso.example' },
      `got ${jwt}.`,
    );
    expect(last()).toMatchObject({
      token: '[hidden]',
      url: 'http://localhost:3978',
      mail: 'alice@contoso.example',
      msg: expect.not.stringContaining('eyJ'),
    });
  });

  it('hides the very secrets it was told of, however they are written, and no short ones', () => {
    const secret = 'sword/fish "7" ~';
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const log = createLog({ level: 'info', secrets: [secret, 'in', ''], destination });
    const form = new URLSearchParams({ secret }).toString();
    log.info({ plain: secret, form }, `failed in ${encodeURIComponent(secret)}`);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      plain: '[hidden]',
      form: 'secret=[hidden]',
      msg: 'failed in [hidden]',
    });
  });

  it('keeps of an error what helps: kind, message, code, status, stack and causes', () => {
    const { log, last } = createBook();
    const cause = Object.assign(new TypeError('no route'), { code: 'ENETUNREACH' });
    log.error(
      { err: Object.assign(new Error('Teams is away', { cause }), { statusCode: 503 }) },
      'x',
    );
    expect(last().err).toMatchObject({
      type: 'Error',
      message: 'Teams is away',
      status: 503,
      stack: expect.stringContaining('log.test'),
      cause: { type: 'TypeError', message: 'no route', code: 'ENETUNREACH' },
    });
  });
});
