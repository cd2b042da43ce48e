import { existsSync, readFileSync } from 'node:fs'

const known = new Map<string, Readonly<Record<string, unknown>>>()

/**
 * What the emulator answers to the example of an operation, shortened: `scripts/write-examples.ts` writes it. The input
 * is beside it so that both belong together.
 */
export function example(id: string, title: string, input: object): never {
  const [noun = ''] = id.split('.')
  let outputs = known.get(noun)
  if (outputs === undefined) {
    const file = new URL(`../../assets/examples/${noun}.json`, import.meta.url)
    outputs = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {}
    known.set(noun, outputs)
  }
  return { title, input, output: outputs[id] ?? {} } as never
}
