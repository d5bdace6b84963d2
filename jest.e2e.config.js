import base from './jest.config.js';

/** The browser suite: real processes, driven through the chat client in headless Chromium. */
export default {
  ...base,
  testMatch: ['**/test/e2e/**/*.e2e.ts'],
  globalSetup: './test/e2e/before-all.ts',
  globalTeardown: './test/e2e/after-all.ts',
  // They wait for Graph's request budget half of the time, so one more than there are cores.
  maxWorkers: 3,
  testTimeout: 300_000,
};
