import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder of the built console, whether it was built or not; undefined where its package is not installed. */
export function findConsole(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@patchbay/console/package.json')
    return join(dirname(manifest), 'dist')
  } catch {
    return undefined
  }
}
