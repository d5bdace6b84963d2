/** Unit, contract and integration suites; the browser suite and the benches have their own scripts. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  testMatch: ['**/*.test.ts'],
  // Suites wait for servers and databases: as many at once as there are cores.
  maxWorkers: '100%',
  testSequencer: './test/longest-first.js',
  // Modules of suites that are over stay in memory until their process ends.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 30_000,
};
