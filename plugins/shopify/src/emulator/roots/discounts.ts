import type { Execution } from '../execution.ts'
import { rowsOf, type Row, type ShopState } from '../state.ts'

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
  discountNodes: (_: Arguments, { state }: Execution) => [
    ...rowsOf(state, 'DiscountCodeNode'),
    ...rowsOf(state, 'DiscountAutomaticNode'),
  ],
  codeDiscountNodeByCode: ({ code }: Arguments, { state }: Execution) => discountWithCode(state, code),
}
