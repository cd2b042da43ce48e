import { Problem, Type, type FieldError, type Report, type Static } from '@patchbay/contract'
import { nullable } from '../fields.ts'
import { isObject } from '../json.ts'

/** What Shopify answers to a question in ShopifyQL. */
export const Answered = Type.Object({
  shopifyqlQuery: nullable(
    Type.Object({
      tableData: nullable(
        Type.Object({
          columns: Type.Array(
            Type.Object({ name: Type.String(), dataType: Type.String(), displayName: Type.String() }),
          ),
          rows: Type.Unknown(),
        }),
      ),
      parseErrors: Type.Array(Type.String()),
      parseWarnings: Type.Array(Type.String()),
    }),
  ),
})

export const answeredFields =
  'shopifyqlQuery(query: $query) { tableData { columns { name dataType displayName } rows } parseErrors parseWarnings }'

export const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

/** A table as callers get it. */
export const Table = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String({ description: 'The key of its values in the rows.' }),
      dataType: Type.String({ description: 'As Shopify names it, such as MONEY, INTEGER or DAY_TIMESTAMP.' }),
      title: Type.String(),
    }),
  ),
  rows: Type.Array(
    Type.Record(Type.String(), Cell, {
      description: 'By column. Counts, rates and durations are numbers; amounts are decimal text.',
    }),
  ),
})

type Column = Static<typeof Table>['columns'][number]
type Value = Static<typeof Cell>

/** Shopify writes numbers as text. Amounts stay that: no digit of them may be lost. */
const numbers = new Set([
  'DAY_DURATION',
  'DECIMAL',
  'FLOAT',
  'HOUR_DURATION',
  'HOUR_OF_DAY',
  'INTEGER',
  'MILLISECOND_DURATION',
  'MINUTE_DURATION',
  'MULTIPLIER',
  'PERCENT',
  'RATING',
  'SECOND_DURATION',
  'UNITLESS_SCALAR',
])

/** The table of an answer. What Shopify could not read is `vendor_rejected`, at the given field of the input. */
export function tableOf(
  answered: Static<typeof Answered>,
  path: string,
  report: Report,
): Static<typeof Table> {
  const { shopifyqlQuery: answer } = answered
  const faults = answer?.parseErrors ?? []
  if (faults.length > 0) throw unreadable(faults.map((message) => ({ path, message })))
  for (const message of answer?.parseWarnings ?? []) report.warning({ code: 'parse_warning', message })
  const table = answer?.tableData
  if (table === null || table === undefined) {
    throw new Problem('vendor_error', { detail: 'Shopify has answered with no table.', retryable: false })
  }
  const columns = table.columns.map(({ name, dataType, displayName }) => ({
    name,
    dataType,
    title: displayName,
  }))
  const rows = Array.isArray(table.rows) ? (table.rows as unknown[]) : []
  return { columns, rows: rows.map((row) => rowOf(row, columns)) }
}

const unreadable = (errors: readonly FieldError[]): Problem =>
  new Problem('vendor_rejected', {
    detail: `Shopify cannot read the query: ${errors.map(({ message }) => message).join('; ')}.`,
    advice:
      'Clauses come in this order: FROM, SHOW, WHERE, GROUP BY, TIMESERIES, WITH, HAVING, SINCE and UNTIL or DURING, COMPARE TO, ORDER BY, LIMIT. The operations beside this one are queries that work.',
    errors,
  })

/** A row is an object by column, or, in older versions, a list in the order of the columns. */
function rowOf(row: unknown, columns: readonly Column[]): Record<string, Value> {
  const made: Record<string, Value> = {}
  for (const [index, { name, dataType }] of columns.entries()) {
    const value: unknown = Array.isArray(row) ? row[index] : isObject(row) ? row[name] : undefined
    made[name] = valueOf(value, dataType)
  }
  return made
}

function valueOf(value: unknown, dataType: string): Value {
  if (value === null || value === undefined) return null
  if (dataType === 'BOOLEAN') return value === true || value === 'true'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const number = Number(text)
  return numbers.has(dataType) && text !== '' && Number.isFinite(number) ? number : text
}
