import type { Execution } from '../execution.ts'
import { apiError } from '../api-error.ts'
import { gidOf, numberIn, rowsOf, typeIn, type Row, type ShopState } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

/** The discount that has a code, upper and lower case alike. */
export function discountWithCode(state: ShopState, code: unknown): Row | undefined {
  const wanted = String(code).toLowerCase()
  return rowsOf(state, 'DiscountCodeNode').find((row) => {
    const { codes } = row['codeDiscount'] as { codes?: ReadonlyArray<{ code: string }> }
    return codes?.some((each) => each.code.toLowerCase() === wanted) === true
  })
}

export const discountRoots = {
  discountNode({ id }: Arguments, { state }: Execution) {
    const number = numberIn(String(id))
    const nodes = ['DiscountNode', 'DiscountCodeNode', 'DiscountAutomaticNode']
    if (!nodes.includes(typeIn(String(id)))) throw apiError('RESOURCE_NOT_FOUND', `Invalid id: ${String(id)}`)
    const ids =
      typeIn(String(id)) === 'DiscountNode' ? nodes.map((type) => gidOf(type, number)) : [String(id)]
    return ids.map((each) => state.byId.get(each)).find((row) => row !== undefined)
  },
  discountNodes: (_: Arguments, { state }: Execution) => [
    ...rowsOf(state, 'DiscountCodeNode'),
    ...rowsOf(state, 'DiscountAutomaticNode'),
  ],
  codeDiscountNodeByCode: ({ code }: Arguments, { state }: Execution) => discountWithCode(state, code),
}
