import { Type } from '@patchbay/contract'
import type { Field } from './field.ts'

/** A date in inputs. */
export const isoDate = (description: string) =>
  Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description, examples: ['2026-11-22'] })

const WireDate = Type.Object({
  year: Type.Optional(Type.Integer()),
  month: Type.Optional(Type.Integer()),
  day: Type.Optional(Type.Integer()),
})

/** A date as Google takes it. */
export function wireDate(iso: string) {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  return { year, month, day }
}

function isoOf(value: unknown): string {
  const { year = 0, month = 0, day = 0 } = value as { year?: number; month?: number; day?: number }
  return [String(year).padStart(4, '0'), month, day].map((part) => String(part).padStart(2, '0')).join('-')
}

export const date = (description: string, from: string): Field<string> => ({
  wire: WireDate,
  output: Type.String({ description }),
  from,
  read: (value) => (value === undefined ? '' : isoOf(value)),
})

export const optionalDate = (description: string, from: string): Field<string | null> => ({
  wire: WireDate,
  output: Type.Union([Type.String(), Type.Null()], { description }),
  from,
  read: (value) => (value === undefined ? null : isoOf(value)),
})
