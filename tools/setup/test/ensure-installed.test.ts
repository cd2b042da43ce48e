import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import t, { type Test } from 'tap'

const script = join(import.meta.dirname, '../ensure-installed.mjs')

const lockfile = (left: string, ...connectors: readonly string[]) =>
  JSON.stringify({
    packages: {
      '': { name: 'patchbay' },
      'node_modules/left': { version: left },
      ...Object.fromEntries(connectors.map((id) => [`plugins/${id}`, { version: '1.0.0' }])),
      ...Object.fromEntries(connectors.map((id) => [`node_modules/@patchbay/${id}`, { link: true }])),
    },
  })

/** A repository with the script, and an npm that only counts how often it is called. */
function repository(t: Test, npmStatus = 0) {
  const root = t.testdir({ tools: { setup: {} }, node_modules: {}, bin: {} })
  copyFileSync(script, join(root, 'tools/setup/ensure-installed.mjs'))
  const calls = join(root, 'calls')
  writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\necho "$@" >> '${calls}'\nexit ${npmStatus}\n`, {
    mode: 0o755,
  })
  return {
    root,
    /** Runs the script and says how often it has called npm so far. */
    run: (lock: string) => {
      writeFileSync(join(root, 'package-lock.json'), lock)
      const { status } = spawnSync(process.execPath, [join(root, 'tools/setup/ensure-installed.mjs')], {
        env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}` },
      })
      return { status, calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0 }
    },
  }
}

t.test('installs once, and again when the lockfile asks for something else', async (t) => {
  const { run } = repository(t)
  t.same(run(lockfile('1.0.0')), { status: 0, calls: 1 })
  t.same(run(lockfile('1.0.0')), { status: 0, calls: 1 })
  t.same(run(lockfile('1.0.1')), { status: 0, calls: 2 })
})

t.test('a new package of ours needs no more than its link', async (t) => {
  const { root, run } = repository(t)
  run(lockfile('1.0.0'))
  mkdirSync(join(root, 'node_modules/@patchbay/echo'), { recursive: true })
  t.same(run(lockfile('1.0.0', 'echo')), { status: 0, calls: 1 })
  rmSync(join(root, 'node_modules/@patchbay/echo'), { recursive: true })
  t.same(run(lockfile('1.0.0', 'echo')), { status: 0, calls: 2 })
})

t.test('a failed installation stops the command, and is tried again', async (t) => {
  const { run } = repository(t, 3)
  t.same(run(lockfile('1.0.0')), { status: 3, calls: 1 })
  t.same(run(lockfile('1.0.0')), { status: 3, calls: 2 })
})
