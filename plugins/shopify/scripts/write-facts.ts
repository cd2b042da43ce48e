import { mkdirSync, writeFileSync } from 'node:fs'
import { startEmulator } from '@patchbay/emulator'
import shopify from '../src/index.ts'
import emulator from '../src/emulator/index.ts'
import type { ShopifyOperation } from '../src/building/operation.ts'
import { documentCost } from '../test/document-cost.ts'
import { call, emulatorTime } from '../test/call.ts'

// Writes assets/operations/<noun>.json: what documents cost by the model, and what examples answer. To be run, from
// this folder, whenever an operation was added or changed: `node --conditions=@patchbay/source scripts/write-facts.ts`,
// with the nouns that changed or without for all.

const wanted = process.argv.slice(2)
const operations = Object.entries(shopify.operations as Record<string, Partial<ShopifyOperation>>)
const nouns = new Set(operations.map(([id]) => id.split('.')[0] ?? ''))
const host = await startEmulator(emulator, { now: () => emulatorTime })
const folder = new URL('../assets/operations/', import.meta.url)
mkdirSync(folder, { recursive: true })

for (const noun of [...nouns].filter((each) => wanted.length === 0 || wanted.includes(each))) {
  const facts: Record<string, unknown> = {}
  for (const [id, { documents, examples = [] }] of operations) {
    if (!id.startsWith(`${noun}.`) || documents === undefined) continue
    const costs = Object.fromEntries(documents.map(({ name, text }) => [name, documentCost(text)]))
    const answers: unknown[] = []
    for (const { title, input } of examples) {
      host.reset()
      try {
        answers.push((await call(shopify, host.url, id, input as Record<string, unknown>)).output)
      } catch (error) {
        process.exitCode = 1
        process.stderr.write(`${id}, "${title}": ${describe(error)}\n`)
        answers.push(null)
      }
    }
    facts[id] = { costs, answers }
  }
  if (Object.keys(facts).length === 0) continue
  writeFileSync(new URL(`${noun}.json`, folder), `${JSON.stringify(facts, null, 2)}\n`)
}
await host.close()

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { errors } = error as { errors?: unknown }
  return `${error.message} ${errors === undefined ? '' : JSON.stringify(errors)}`
}
