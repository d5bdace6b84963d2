import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const page = readFileSync('docs/running.md', 'utf8');
const named = (pattern: RegExp): string[] =>
  [...page.matchAll(pattern)].map(([, found = '']) => found);

describe('the page on running it', () => {
  it('calls scripts and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const script of named(/npm run ([a-z-]+)/g))
      expect(Object.keys(scripts)).toContain(script);
    const files = named(/\b((?:infra|src)\/[\w./-]*\w)/g);
    expect(files.length).toBeGreaterThan(10);
    // The secrets are made by the script that stands one line before.
    const missing = files.filter((file) => !existsSync(file) && !file.includes('/secrets/'));
    expect(missing).toEqual([]);
  });

  it('calls register with options that it has', () => {
    const script = readFileSync('infra/register/main.ts', 'utf8');
    const calls = named(/npm run register -- (.*)$/gm).join(' ');
    const options = [...new Set(calls.match(/(?<= |^)--[a-z-]+/g))].filter(
      (option) => !['--query', '--output'].includes(option),
    );
    expect(options.length).toBeGreaterThan(4);
    for (const option of options) expect(script).toContain(`\n  ${option} `);
  });

  it('links to places that it has', () => {
    const anchors = named(/^#+ (.*)$/gm).map((title) => title.toLowerCase().replaceAll(' ', '-'));
    for (const anchor of named(/\]\(#([\w-]+)\)/g)) expect(anchors).toContain(anchor);
  });
});
