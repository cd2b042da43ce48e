import { readFileSync } from 'node:fs'

const answers = JSON.parse(
  readFileSync(new URL('../../assets/examples.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly unknown[]>>

/**
 * What the emulator answers to an example of an operation, as `scripts/write-examples.ts` has written it down; a test
 * holds that they agree. `never` fits every place; the acceptance suite holds it to the schema of the output.
 */
export const recorded = (id: string, index = 0): never => (answers[id]?.[index] ?? {}) as never
