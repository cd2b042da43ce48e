import { Type } from '@patchbay/contract'

/** One of some texts. */
export const oneOf = <Value extends string>(values: readonly Value[], description: string) =>
  Type.Unsafe<Value>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  )
