import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

const root = join(import.meta.dirname, '../../../..')

export const adminKey = 'the-key-of-the-admin-of-these-tests-0123456789'

/**
 * A Patchbay in a process of its own on a free port, with one connector, its emulator and the built console. Settings of
 * the test come on top.
 */
export async function startPatchbay(
  t: Test,
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  if (!existsSync(join(root, 'packages/console/dist/index.html'))) {
    throw new Error('The console is not built: node tools/setup/build-console.mjs')
  }
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-console-'))
  const child = spawn(
    process.execPath,
    ['--conditions=@patchbay/source', '--liftoff-only', 'packages/runtime/src/main.ts', 'start'],
    {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
        PATCHBAY_DATA: folder,
        PATCHBAY_ADMIN_KEY: adminKey,
        PATCHBAY_CONNECTORS: './plugins/gsc',
        PORT: '0',
        ...settings,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const ended = once(child, 'close')
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  let told = ''
  for await (const chunk of child.stderr) {
    told += String(chunk)
    const url = /Patchbay serves at (\S+)/.exec(told)?.[1]
    if (url !== undefined) return url
  }
  throw new Error(`Patchbay did not start: ${told}`)
}
