import { getOperationAST, parse } from 'graphql'
import type { DocumentCost } from '../src/building/facts.ts'
import { costOf, pageWeight } from '../src/cost.ts'
import { adminSchema } from '../src/schema.ts'

/** Points that the model asks for a document with a page of that size. */
export function pointsByModel(text: string, first: number): number {
  const document = parse(text)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  return costOf({ schema: adminSchema(), document, operation, variables: { first } })
}

/** The model's cost as a function of the page size: linear in the weight of a page. */
export function documentCost(text: string): DocumentCost {
  const fixed = pointsByModel(text, 0)
  return { fixed, perPageWeight: (pointsByModel(text, 250) - fixed) / pageWeight(250) }
}
