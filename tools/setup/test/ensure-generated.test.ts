import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'

const script = join(import.meta.dirname, '../ensure-generated.mjs')

/** Counts its calls, and knows nothing of the settings of whoever calls it. */
const runtime = `
import { appendFileSync } from 'node:fs'
appendFileSync('calls', 'runtime\\n')
process.exit(process.env['PATCHBAY_CONNECTORS'] === undefined ? 0 : 9)
`
const generator = (status: number) => `
import { mkdirSync, writeFileSync } from 'node:fs'
mkdirSync('packages/client/src/generated', { recursive: true })
writeFileSync('packages/client/src/generated/routes.ts', '')
process.exit(${status})
`

/** A repository with the script, and programs that only count how often they are called. */
function repository(t: Test, status = 0) {
  const root = t.testdir({
    'package-lock.json': '{}',
    'package.json': '{"type":"module"}',
    tools: { setup: {} },
    packages: {
      client: { src: { generator: { 'main.ts': generator(status) } } },
      runtime: { src: { 'main.ts': runtime } },
    },
    plugins: { echo: { src: { operations: { 'say.ts': 'one' } } } },
  })
  copyFileSync(script, join(root, 'tools/setup/ensure-generated.mjs'))
  const calls = join(root, 'calls')
  return {
    root,
    /** Runs the script and says how often it has asked the runtime so far. */
    run: () => {
      const outcome = spawnSync(process.execPath, [join(root, 'tools/setup/ensure-generated.mjs')], {
        env: { ...process.env, ['PATCHBAY_CONNECTORS']: './others' },
      })
      const asked = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0
      return { status: outcome.status, asked }
    },
  }
}

t.test('generates once, and again when a source has changed or nothing is there', async (t) => {
  const { root, run } = repository(t)
  t.same(run(), { status: 0, asked: 1 })
  t.same(run(), { status: 0, asked: 1 })
  writeFileSync(join(root, 'plugins/echo/src/operations/say.ts'), 'two')
  t.same(run(), { status: 0, asked: 2 })
  rmSync(join(root, 'packages/client/src/generated'), { recursive: true })
  t.same(run(), { status: 0, asked: 3 })
  writeFileSync(join(root, 'plugins/echo/notes.md'), 'This makes no difference.')
  t.same(run(), { status: 0, asked: 3 })
})

t.test('what fails stops the command, and is tried again', async (t) => {
  const { run } = repository(t, 3)
  t.same(run(), { status: 3, asked: 1 })
  t.same(run(), { status: 3, asked: 2 })
})
