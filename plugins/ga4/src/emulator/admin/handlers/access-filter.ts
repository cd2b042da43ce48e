import { wrong } from '../call.ts'

interface Expression {
  readonly andGroup?: { readonly expressions?: readonly Expression[] }
  readonly orGroup?: { readonly expressions?: readonly Expression[] }
  readonly notExpression?: Expression
  readonly accessFilter?: {
    readonly fieldName?: string
    readonly stringFilter?: {
      readonly matchType?: string
      readonly value?: string
      readonly caseSensitive?: boolean
    }
    readonly inListFilter?: { readonly values?: readonly string[]; readonly caseSensitive?: boolean }
  }
}

/** Whether values of dimensions fit a filter. */
export function fits(expression: Expression | undefined, valueOf: (name: string) => string): boolean {
  if (expression === undefined) return true
  const { andGroup, orGroup, notExpression, accessFilter } = expression
  if (andGroup !== undefined) return (andGroup.expressions ?? []).every((one) => fits(one, valueOf))
  if (orGroup !== undefined) return (orGroup.expressions ?? []).some((one) => fits(one, valueOf))
  if (notExpression !== undefined) return !fits(notExpression, valueOf)
  const { fieldName = '', stringFilter, inListFilter } = accessFilter ?? {}
  const folded = (text: string, isExact = false): string => (isExact ? text : text.toLowerCase())
  const found = valueOf(fieldName)
  if (inListFilter !== undefined) {
    const { values = [], caseSensitive } = inListFilter
    return values.some((value) => folded(value, caseSensitive) === folded(found, caseSensitive))
  }
  if (stringFilter === undefined) throw wrong('dimension_filter', 'A filter of texts is required.')
  const { matchType = 'EXACT', caseSensitive } = stringFilter
  const [text, value] = [folded(found, caseSensitive), folded(stringFilter.value ?? '', caseSensitive)]
  switch (matchType) {
    case 'BEGINS_WITH':
      return text.startsWith(value)
    case 'ENDS_WITH':
      return text.endsWith(value)
    case 'CONTAINS':
      return text.includes(value)
    case 'FULL_REGEXP':
      return new RegExp(`^(?:${value})$`).test(text)
    case 'PARTIAL_REGEXP':
      return new RegExp(value).test(text)
    default:
      return text === value
  }
}
