import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'

/** A real Chromium without a window, from an npm package: nothing is installed in the system. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // In one process it ends with its first tab.
    args: [...chromium.args.filter((flag) => flag !== '--single-process'), '--disable-dev-shm-usage'],
    headless: true,
  })
}
