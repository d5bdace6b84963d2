import base from './jest.config.js';

/** The browser suite: real processes, driven through the chat client in headless Chromium. */
export default {
  ...base,
  testMatch: ['**/test/e2e/**/*.e2e.ts'],
  globalSetup: './test/e2e/before-all.ts',
  globalTeardown: './test/e2e/after-all.ts',
  // Each waits mostly for Graph's request budget.
  maxWorkers: 2,
  testTimeout: 300_000,
};
