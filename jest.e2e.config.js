import base from './jest.config.js';

/** The browser suite: real processes, driven through the chat client in headless Chromium. */
export default {
  ...base,
  testMatch: ['**/test/e2e/**/*.e2e.ts'],
  globalSetup: './test/e2e/require-browser.ts',
  maxWorkers: 1,
  testTimeout: 300_000,
};
