import { Kind, visit, type DocumentNode } from 'graphql'
import { costOf, maximumCost, type CostQuestion } from './cost.ts'

/** The largest page that Shopify gives. */
const largestPage = 250

/**
 * The largest page size with which a query that costs too much could be sent: no `first` or `last` in it above that.
 * Undefined where even pages of one cost too much.
 */
export function fittingPage(
  question: CostQuestion,
): { readonly size: number; readonly cost: number } | undefined {
  const sizing = sizingVariables(question.document)
  const place = question.document.definitions.indexOf(question.operation)
  const costAt = (size: number): number => {
    const document = withPages(question.document, size)
    const operation = document.definitions[place]
    if (operation?.kind !== Kind.OPERATION_DEFINITION)
      throw new TypeError('the operation is not of the document')
    const variables = Object.entries(question.variables).map(([name, value]) => [
      name,
      sizing.has(name) && typeof value === 'number' ? Math.min(value, size) : value,
    ])
    return costOf({ ...question, document, operation, variables: Object.fromEntries(variables) })
  }
  let [fits, tooMuch] = [0, largestPage + 1]
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2)
    if (costAt(middle) <= maximumCost) fits = middle
    else tooMuch = middle
  }
  return fits === 0 ? undefined : { size: fits, cost: costAt(fits) }
}

const isPageSize = (name: string): boolean => name === 'first' || name === 'last'

function sizingVariables(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>()
  visit(document, {
    Argument({ name, value }) {
      if (isPageSize(name.value) && value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return names
}

function withPages(document: DocumentNode, size: number): DocumentNode {
  return visit(document, {
    Argument(node) {
      if (!isPageSize(node.name.value) || node.value.kind !== Kind.INT) return undefined
      const value = String(Math.min(Number(node.value.value), size))
      return { ...node, value: { ...node.value, value } }
    },
  })
}
