import { defineConfig, devices } from '@playwright/test';

// There is no webServer entry: every spec file gets a product of its own from fixtures/product.ts, so that stories
// can kill and restart it, and never see each other's conversations.
export default defineConfig({
  testDir: './tests',
  // Files in parallel, the tests within one in order: they share a product.
  fullyParallel: false,
  workers: 2,
  // A story with a crash or a lost network in it waits for pages to find out.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A test that passes only the second time has found something.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      // The system's browser; Playwright's own would have to be downloaded.
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        // Containers and root have no user namespaces for the sandbox, and the only pages opened are ours.
        '--no-sandbox',
        '--disable-gpu',
        // The rest keeps the browser from talking to anybody but the product.
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: { width: 1440, height: 900 } } },
    { name: 'phone', grep: /@phone/, use: { ...devices['Pixel 7'] } },
  ],
});
