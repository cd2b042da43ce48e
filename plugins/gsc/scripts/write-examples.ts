import { writeFileSync } from 'node:fs'
import connector from '../src/index.ts'
import { startGsc } from '../test/support/gsc.ts'
import { run, take } from '../test/support/run.ts'

/**
 * Writes what the emulator answers to the first example of each operation into assets/examples, a file per noun, with
 * lists cut to two items.
 *
 * Usage: node --conditions=@patchbay/source scripts/write-examples.ts
 */
const closing: Array<() => Promise<void>> = []
const emulated = await startGsc({ teardown: (close) => closing.push(close) })

const outputs: Record<string, Record<string, unknown>> = {}
for (const [id, operation] of Object.entries(connector.operations)) {
  const [noun = ''] = id.split('.')
  const { input } = operation.examples[0]
  emulated.host.reset()
  const config = { siteUrl: 'sc-domain:fernhill.example', allowIndexing: true }
  try {
    const output =
      'stream' in operation
        ? (await take(emulated, operation as never, input as never, 1)).data[0]?.data
        : (await run(emulated, operation as never, input as never, config)).data
    ;(outputs[noun] ??= {})[id] = shortened(output)
  } catch (error) {
    console.error(id, error)
    process.exitCode = 1
  }
}
for (const [noun, answers] of Object.entries(outputs)) {
  writeFileSync(
    new URL(`../assets/examples/${noun}.json`, import.meta.url),
    `${JSON.stringify(answers, null, 1)}\n`,
  )
}
await Promise.all(closing.map((close) => close()))

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map(shortened)
  if (typeof value === 'string' && value.length > 600) return `${value.slice(0, 600)}…`
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shortened(part)]))
}
