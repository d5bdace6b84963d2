import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';

const pages = [...globSync('*.md'), ...globSync('docs/*.md')];
const textOf = (path: string) => readFileSync(path, 'utf8');

/** A heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (path: string) =>
  [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

const links = pages.flatMap((page) =>
  [...textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, to = '']) => ({ page, to })),
);

it('finds the links of the pages', () => expect(links.length).toBeGreaterThan(20));

it.each(links)('$page leads to $to', ({ page, to }) => {
  const [file = '', anchor] = to.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  expect(existsSync(target)).toBe(true);
  if (anchor !== undefined) expect(anchorsIn(target)).toContain(anchor);
});

it('tells of every rule that watches, and of no other', () => {
  const table = /\| rule \| alerts on \|([\s\S]*?)\n\n/.exec(textOf('docs/alerts.md'))?.[1] ?? '';
  const told = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id);
  expect(told.toSorted()).toEqual(builtInRules.map(({ id }) => id).toSorted());
  expect(builtInRules).toHaveLength(16);
  expect(textOf('README.md')).toContain('Sixteen rules');
});
