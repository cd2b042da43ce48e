import { Type, type Static } from '@patchbay/contract'

const day = '\\d{4}-\\d{2}-\\d{2}|today|yesterday|\\d{1,4}daysAgo'

/** A day, in the time zone of the property. */
export const Day = (description: string) =>
  Type.String({
    pattern: `^(?:${day})$`,
    description: `${description} As YYYY-MM-DD, or \`today\`, \`yesterday\` or \`NdaysAgo\`, in the time zone of the property.`,
  })

export const DateRange = Type.Object({
  startDate: Day('First day.'),
  endDate: Day('Last day, included.'),
  name: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 60,
      // Names that Google keeps for itself have underscores.
      pattern: '^[A-Za-z0-9 .-]+$',
      description:
        'What rows of this range are marked with: letters, digits, spaces, dots and hyphens. Default: date_range_0 and so on.',
    }),
  ),
})

export type DateRange = Static<typeof DateRange>

export const DateRanges = Type.Optional(
  Type.Array(DateRange, {
    minItems: 1,
    maxItems: 4,
    description:
      'Days to report on, at most 4 ranges; of several, each row says in `dateRange` to which it belongs. Data of the last one or two days is not complete yet. Default: the last 28 days without today.',
  }),
)

/** What is reported on where nothing is said. */
export const lastFourWeeks: DateRange = { startDate: '28daysAgo', endDate: 'yesterday' }

/** A single range as two input fields. */
export const Span = {
  startDate: Type.Optional(Day('First day. Default: 28daysAgo.')),
  endDate: Type.Optional(Day('Last day, included. Default: yesterday.')),
}

export const spanOf = (input: { readonly startDate?: string; readonly endDate?: string }): DateRange => ({
  startDate: input.startDate ?? lastFourWeeks.startDate,
  endDate: input.endDate ?? lastFourWeeks.endDate,
})
