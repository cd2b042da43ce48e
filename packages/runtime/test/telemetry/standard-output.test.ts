import { spawnSync } from 'node:child_process'
import t from 'tap'
import { batchLines } from '../../src/telemetry/standard-output.ts'

t.test('lines wait for one another, until the batch is large enough', async (t) => {
  const written: string[] = []
  const lines = batchLines({ write: (text) => void written.push(text) }, { size: 10, delay: 60_000 })
  lines.write('one\n')
  lines.write('two\n')
  t.same(written, [])
  lines.write('three\n')
  t.same(written, ['one\ntwo\nthree\n'])
  lines.write('four\n')
  t.equal(written.length, 1, 'and the next batch begins')
})

t.test('a batch that does not fill up leaves after the delay', async (t) => {
  let arrived: (text: string) => void = () => undefined
  const next = () => new Promise<string>((resolve) => (arrived = resolve))
  const lines = batchLines({ write: (text) => arrived(text) }, { size: 1_000, delay: 5 })
  const keepAlive = setInterval(() => undefined, 1_000)
  t.teardown(() => clearInterval(keepAlive))
  for (const line of ['one\n', 'two\n']) {
    const batch = next()
    lines.write(line)
    t.equal(await batch, line)
  }
})

t.test('no line is lost when the process ends, however it ends', async (t) => {
  const module = new URL('../../src/telemetry/standard-output.ts', import.meta.url).href
  for (const [end, status] of [
    ['', 0],
    ['process.exit(3)', 3],
    ['throw new Error("fault")', 1],
  ] as const) {
    const program = `import { standardOutput } from ${JSON.stringify(module)}
      const output = standardOutput((lines) => lines)
      output.write('one\\n')
      output.write('two\\n')
      ${end}`
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
    t.equal(child.stdout, 'one\ntwo\n', end || 'by itself')
    t.equal(child.status, status)
  }
})
