import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const dockerfile = readFileSync('infra/docker/Dockerfile', 'utf8');
const instructions = dockerfile.split('\n').filter((line) => /^[A-Z]+ /.test(line));
const of = (name: string) =>
  instructions
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1));

describe('the image', () => {
  it('runs on the Node that the tests run on, by its number', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(of('ARG')).toEqual([`NODE_VERSION=${devDependencies.node}`]);
    for (const from of of('FROM')) expect(from).toMatch(/^node:\$\{NODE_VERSION\}-bookworm-slim/);
  });

  it('takes only what the build may see, and all that it takes is there', () => {
    const seen = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = of('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1));
    expect(copied.length).toBeGreaterThan(3);
    for (const path of copied) {
      expect(seen).toContain(path);
      expect(existsSync(path)).toBe(true);
    }
  });

  it('is run as somebody who is not root, with Node itself as the process that is told to end', () => {
    expect(of('USER')).toEqual(['1000:1000']);
    expect(of('CMD')).toEqual(['["node", "src/main.ts"]']);
    expect(dockerfile).toContain('/healthz');
  });
});
