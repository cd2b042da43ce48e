import type { MetricType } from '../../../catalogue/field.ts'
import type { Reader } from '../fields/cursor.ts'
import { readerOf } from '../fields/dimension-readers.ts'
import type { MeasureName } from '../fields/measures.ts'
import { formulas } from '../fields/metric-formulas.ts'
import { invalid } from '../refusal.ts'
import { knownField } from './field-names.ts'
import { parseExpression } from './metric-expression.ts'
import type { DimensionRequest, MetricRequest } from './report-request.ts'

export interface DimensionColumn {
  readonly name: string
  /** The catalogue's fields that it reads. */
  readonly fields: readonly string[]
  readonly read: Reader
}

export interface MetricColumn {
  readonly name: string
  readonly type: MetricType
  readonly fields: readonly string[]
  readonly isInvisible: boolean
  readonly needs: readonly MeasureName[]
  readonly evaluate: (measure: (name: MeasureName) => number) => number
}

export function dimensionColumns(requests: readonly DimensionRequest[]): DimensionColumn[] {
  if (requests.length > 9)
    throw invalid(
      `Requests are limited to 9 dimensions within a nested request. This request is for ${requests.length} dimensions.`,
    )
  return unique('dimension', requests.map(dimensionColumn))
}

export function metricColumns(requests: readonly MetricRequest[]): MetricColumn[] {
  if (requests.length > 10)
    throw invalid(
      `Requests are limited to 10 metrics within a nested request. This request is for ${requests.length} metrics.`,
    )
  return unique('metric', requests.map(metricColumn))
}

function unique<Column extends { readonly name: string }>(kind: string, columns: Column[]): Column[] {
  const names = columns.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw invalid(`Duplicate ${kind} names are not allowed: ${twice} is there twice.`)
  return columns
}

function dimensionColumn({ name = '', dimensionExpression }: DimensionRequest): DimensionColumn {
  if (dimensionExpression === undefined) {
    knownField('dimension', name)
    return { name, fields: [name], read: readerOf(name) }
  }
  if (!/^[a-zA-Z0-9_]+$/.test(name))
    throw invalid(`The name "${name}" of a dimension expression is not valid.`)
  const { lowerCase, upperCase, concatenate } = dimensionExpression
  const fields = concatenate?.dimensionNames ?? [lowerCase?.dimensionName ?? upperCase?.dimensionName ?? '']
  const readers = fields.map((field) => readerOf(knownField('dimension', field).name))
  const delimiter = concatenate?.delimiter ?? ''
  const join: Reader = (at) => readers.map((read) => read(at)).join(delimiter)
  if (lowerCase !== undefined) return { name, fields, read: (at) => join(at).toLowerCase() }
  if (upperCase !== undefined) return { name, fields, read: (at) => join(at).toUpperCase() }
  return { name, fields, read: join }
}

type Evaluate = MetricColumn['evaluate']

function metricColumn({ name = '', expression, invisible = false }: MetricRequest): MetricColumn {
  if (expression === undefined) {
    const { type } = knownField('metric', name)
    return { name, type, fields: [name], isInvisible: invisible, ...formulaOf(name) }
  }
  const { names, evaluate } = parseExpression(expression)
  for (const field of names) knownField('metric', field)
  const parts = new Map(names.map((field) => [field, formulaOf(field)]))
  return {
    name,
    type: 'TYPE_FLOAT',
    fields: names,
    isInvisible: invisible,
    needs: [...parts.values()].flatMap(({ needs }) => needs),
    evaluate: (measure) => evaluate((field) => parts.get(field)?.evaluate(measure) ?? 0),
  }
}

function formulaOf(name: string): { needs: readonly MeasureName[]; evaluate: Evaluate } {
  const formula = formulas[name]
  if (formula === undefined) return { needs: [], evaluate: () => 0 }
  if (typeof formula === 'string') return { needs: [formula], evaluate: (measure) => measure(formula) }
  const [above, below] = formula
  const evaluate: Evaluate = (measure) => {
    const divisor = measure(below)
    return divisor === 0 ? 0 : measure(above) / divisor
  }
  return { needs: formula, evaluate }
}
