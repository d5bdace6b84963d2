import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { checkEndpoint, readNextLink, scopeOf } from '../../src/graph/endpoint.ts';

describe('the address of Graph', () => {
  it.each([
    'https://graph.microsoft.com',
    'http://127.0.0.1:1',
    'http://localhost',
    'http://[::1]',
  ])('may be %s', (endpoint) => {
    expect(checkEndpoint(endpoint).origin).toContain(new URL(endpoint).host);
  });

  it.each([
    'http://graph.microsoft.com',
    'http://127.0.0.1.evil.example',
    'ftp://localhost',
    'x',
    '',
  ])('may not be %p: a token would travel in the open', (endpoint) => {
    expect(() => checkEndpoint(endpoint)).toThrow(AppError);
  });

  it.each([
    ['https://graph.microsoft.us', 'https://graph.microsoft.us/.default'],
    ['https://microsoftgraph.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn/.default'],
    ['https://gateway.example/graph', 'https://graph.microsoft.com/.default'],
    ['http://127.0.0.1:3979', 'https://graph.microsoft.com/.default'],
  ])('%s takes tokens for %s', (endpoint, scope) => {
    expect(scopeOf(endpoint)).toBe(scope);
  });
});

describe('a link to the next page', () => {
  it.each([
    [
      'https://graph.microsoft.com/beta/auditLogs/signIns?$skiptoken=a%2Bb',
      'beta',
      '/auditLogs/signIns?$skiptoken=a%2Bb',
    ],
    ['http://127.0.0.1:80/v1.0/users?$top=1', 'v1.0', '/users?$top=1'],
    ['https://gateway.example/x/graph/v1.0/users', 'v1.0', '/users'],
    [
      'https://graph.microsoft.com/v1.0/users?$skiptoken=/beta/x',
      'v1.0',
      '/users?$skiptoken=/beta/x',
    ],
  ])('%s keeps version %s and %s', (link, version, path) => {
    expect(readNextLink(link)).toEqual({ version, path });
  });

  it.each(['', 'users?$top=1', 'https://evil.example/', 'javascript:1/v1.0/x'])(
    '%p is none',
    (link) => {
      expect(() => readNextLink(link)).toThrow(AppError);
    },
  );
});
