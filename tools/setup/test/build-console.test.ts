import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import t, { type Test } from 'tap'

const script = join(import.meta.dirname, '../build-console.mjs')

/** A repository with the script, and an npm that makes the page and counts how often it is called. */
function repository(t: Test, npmStatus = 0) {
  const root = t.testdir({ tools: { setup: {} }, bin: {} })
  copyFileSync(script, join(root, 'tools/setup/build-console.mjs'))
  const calls = join(root, 'calls')
  const lines = ['#!/bin/sh', `echo "$@" >> '${calls}'`, 'mkdir -p dist', 'echo page > dist/index.html']
  writeFileSync(join(root, 'bin/npm'), [...lines, `exit ${npmStatus}`, ''].join('\n'), { mode: 0o755 })
  const write = (path: string, content: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return {
    root,
    write,
    writeConsole: () => {
      write('packages/console/package.json', '{"dependencies":{"@patchbay/client":"^1.0.0","left":"^1.0.0"}}')
      write('packages/console/src/main.tsx', 'one')
      write('packages/client/src/index.ts', 'one')
    },
    /** Runs the script and says how often it has called npm so far. */
    run: (...options: string[]) => {
      const { status } = spawnSync(
        process.execPath,
        [join(root, 'tools/setup/build-console.mjs'), ...options],
        {
          env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}` },
        },
      )
      return { status, calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0 }
    },
  }
}

t.test('nothing is built where there is no console', async (t) => {
  const { run } = repository(t)
  t.same(run(), { status: 0, calls: 0 })
})

t.test('the console is built once, and again when something changed that it is made of', async (t) => {
  const { root, run, write, writeConsole } = repository(t)
  writeConsole()
  t.same(run(), { status: 0, calls: 1 })
  t.same(run(), { status: 0, calls: 1 })
  write('packages/console/src/main.tsx', 'two')
  t.same(run(), { status: 0, calls: 2 })
  write('packages/client/src/index.ts', 'two')
  t.same(run(), { status: 0, calls: 3 })
  write('packages/console/test/main.test.ts', 'a test')
  write('packages/console/dist/more.js', 'what was built')
  write('packages/client/src/generated/routes.ts', 'types')
  t.same(run(), { status: 0, calls: 3 }, 'tests, types that are generated and what is built are no sources')
  rmSync(join(root, 'packages/console/dist'), { recursive: true })
  t.same(run(), { status: 0, calls: 4 })
})

t.test('a failed build stops a test and no start, and is tried again', async (t) => {
  const { run, writeConsole } = repository(t, 3)
  writeConsole()
  t.same(run(), { status: 3, calls: 1 })
  t.same(run('--optional'), { status: 0, calls: 2 })
})
