import { readFileSync } from 'node:fs'
import { pageWeight } from '../cost.ts'

/** Points of a document: those that it always costs, and those for each unit of weight of its page. */
export interface DocumentCost {
  readonly fixed: number
  readonly perPageWeight: number
}

/** What is worked out about an operation by running it against the emulator; `scripts/write-facts.ts` writes it. */
export interface OperationFacts {
  /** By name of the document. */
  readonly costs: Readonly<Record<string, DocumentCost>>
  /** What the examples answer, in their order. */
  readonly answers: readonly unknown[]
}

/** The facts of the operations of one noun, by id. None yet for what was just added. */
export function factsOf(noun: string): Readonly<Record<string, OperationFacts>> {
  try {
    const asset = new URL(`../../assets/operations/${noun}.json`, import.meta.url)
    return JSON.parse(readFileSync(asset, 'utf8')) as Record<string, OperationFacts>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

export function pointsOf({ fixed, perPageWeight }: DocumentCost, pageSize: number): number {
  return fixed + pageWeight(pageSize) * perPageWeight
}
