import { Problem, Type, type Static } from '@patchbay/contract'
import type { ReportExpression } from './funnel-expression.ts'

const operators = [
  'equals',
  'contains',
  'begins_with',
  'ends_with',
  'matches',
  'matches_part',
  'in',
  'is_empty',
  'less_than',
  'at_most',
  'more_than',
  'at_least',
  'between',
] as const

const Condition = Type.Object({
  field: Type.String({ minLength: 1, maxLength: 120, description: 'Name of the dimension or metric.' }),
  operator: Type.Optional(
    Type.Union(
      operators.map((operator) => Type.Literal(operator)),
      {
        description:
          'How to compare. For text: equals (the default), contains, begins_with, ends_with, matches (a whole regular expression, RE2), matches_part, in (any of `values`), is_empty. For numbers: equals, less_than, at_most, more_than, at_least, between (`values` has the two ends).',
      },
    ),
  ),
  value: Type.Optional(
    Type.Union([Type.String({ maxLength: 2_000 }), Type.Number()], {
      description: 'What to compare with; a number compares as a number.',
    }),
  ),
  values: Type.Optional(
    Type.Array(Type.Union([Type.String({ maxLength: 2_000 }), Type.Number()]), {
      minItems: 1,
      maxItems: 500,
      description: 'Of `in` and `between`.',
    }),
  ),
  caseSensitive: Type.Optional(Type.Boolean({ description: 'Whether capital letters count. Default: no.' })),
  not: Type.Optional(Type.Boolean({ description: 'Keeps what does not fit instead. Default: no.' })),
})

const Clause = Type.Union([
  Condition,
  Type.Object({
    anyOf: Type.Array(Condition, {
      minItems: 1,
      maxItems: 50,
      description: 'Conditions of which one is enough.',
    }),
  }),
])

const Filter = (description: string) =>
  Type.Optional(Type.Array(Clause, { minItems: 1, maxItems: 50, description }))

export const DimensionFilter = Filter(
  'Which data to count: conditions on dimensions that must all hold, such as [{"field": "country", "value": "Japan"}]. An element {"anyOf": [...]} holds where one of its conditions does.',
)

export const MetricFilter = Filter(
  'Which rows to keep: conditions on metrics of the report that must all hold, such as [{"field": "sessions", "operator": "at_least", "value": 100}].',
)

export const ParameterFilter = Filter(
  'Conditions on parameters of the event that must all hold; `field` is the name of a parameter, such as [{"field": "value", "operator": "at_least", "value": 50}].',
)

export type Condition = Static<typeof Condition>
export type Filter = ReadonlyArray<Static<typeof Clause>>

const textOperators = {
  equals: 'EXACT',
  contains: 'CONTAINS',
  begins_with: 'BEGINS_WITH',
  ends_with: 'ENDS_WITH',
  matches: 'FULL_REGEXP',
  matches_part: 'PARTIAL_REGEXP',
} as const

const numberOperators = {
  equals: 'EQUAL',
  less_than: 'LESS_THAN',
  at_most: 'LESS_THAN_OR_EQUAL',
  more_than: 'GREATER_THAN',
  at_least: 'GREATER_THAN_OR_EQUAL',
} as const

/** The filter as Google wants it; undefined where there is none. `name` is the input field, for errors. */
export function wireFilter(filter: Filter | undefined, name: string): ReportExpression | undefined {
  if (filter === undefined) return undefined
  const expressions = filter.map((clause, index) => {
    const path = `/${name}/${index}`
    if (!('anyOf' in clause)) return expressionOf(clause, path)
    const parts = clause.anyOf.map((condition, part) => expressionOf(condition, `${path}/anyOf/${part}`))
    return { orGroup: { expressions: parts } }
  })
  const [first] = expressions
  return expressions.length === 1 ? first : { andGroup: { expressions } }
}

function expressionOf(condition: Condition, path: string): ReportExpression {
  const expression = { filter: { fieldName: condition.field, ...testOf(condition, path) } }
  return condition.not === true ? { notExpression: expression } : expression
}

function testOf({ operator = 'equals', value, values = [], caseSensitive }: Condition, path: string): object {
  const sensitivity = caseSensitive === true ? { caseSensitive } : {}
  if (operator === 'is_empty') return { emptyFilter: {} }
  if (operator === 'in') {
    if (values.length === 0) throw missing(`${path}/values`, 'in')
    return { inListFilter: { values: values.map(String), ...sensitivity } }
  }
  if (operator === 'between') {
    const [from, to] = values.map(Number)
    if (from === undefined || to === undefined || values.length !== 2)
      throw missing(`${path}/values`, 'between')
    return { betweenFilter: { fromValue: numericValue(from), toValue: numericValue(to) } }
  }
  if (value === undefined) throw missing(`${path}/value`, operator)
  if (operator in textOperators && (typeof value === 'string' || operator !== 'equals')) {
    const matchType = textOperators[operator as keyof typeof textOperators]
    return { stringFilter: { matchType, value: String(value), ...sensitivity } }
  }
  const number = Number(value)
  if (Number.isNaN(number)) throw missing(`${path}/value`, operator)
  const operation = numberOperators[operator as keyof typeof numberOperators]
  return { numericFilter: { operation, value: numericValue(number) } }
}

const numericValue = (value: number): object =>
  Number.isInteger(value) ? { int64Value: String(value) } : { doubleValue: value }

function missing(path: string, operator: string): Problem {
  const message =
    operator === 'between'
      ? 'is two numbers with the operator between'
      : operator === 'in'
        ? 'is needed with the operator in'
        : `does not fit the operator ${operator}`
  return new Problem('invalid_input', { detail: `A condition ${message}.`, errors: [{ path, message }] })
}
