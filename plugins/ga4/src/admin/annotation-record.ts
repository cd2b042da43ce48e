import { Problem, Type, type Static } from '@patchbay/contract'
import { date, isoDate, optionalDate, wireDate } from './calendar-date.ts'
import { flag, id, text } from './field.ts'
import { oneOf } from './one-of.ts'
import { nested, record } from './record.ts'

const colors = ['PURPLE', 'BROWN', 'BLUE', 'GREEN', 'RED', 'CYAN', 'ORANGE'] as const

/** An annotation as operations show it. */
export const Annotation = record({
  id: id('Id of the annotation within its property.'),
  title: text('Its title.'),
  description: text('More about it; empty where nobody wrote it.'),
  color: text(`How it is shown: ${colors.join(', ')}.`),
  date: optionalDate('The day that it is about; null where it is about several.', 'annotationDate'),
  dateRange: {
    ...nested(
      record({
        startDate: date('The first day.', 'startDate'),
        endDate: date('The last day.', 'endDate'),
      }),
      'The days that it is about; null where it is about one.',
    ),
    from: 'annotationDateRange',
  },
  systemGenerated: flag('Whether Google made it: such ones cannot be changed.'),
})

/** What annotations are made of, in inputs. */
export const annotationFields = {
  title: Type.String({ minLength: 1, maxLength: 60, description: 'Its title.' }),
  description: Type.String({ maxLength: 150, description: 'More about it; empty for nothing.' }),
  color: oneOf(colors, 'How it is shown.'),
  date: isoDate('The day that it is about, in the time zone of the property. Not beside `dateRange`.'),
  dateRange: Type.Object(
    { startDate: isoDate('The first day.'), endDate: isoDate('The last day.') },
    { description: 'The days that it is about, both ends included. Not beside `date`.' },
  ),
}

interface When {
  readonly date?: string
  readonly dateRange?: Static<(typeof annotationFields)['dateRange']>
}

/** When an annotation is, as Google takes it: one day, or some. Neither is the same as not given. */
export function whenOf({ date: day, dateRange }: When) {
  if (day !== undefined && dateRange !== undefined)
    throw new Problem('invalid_input', {
      detail: 'An annotation is about one day or about a range of days.',
      errors: [{ path: '/dateRange', message: 'cannot stand beside date' }],
    })
  if (dateRange !== undefined && dateRange.endDate < dateRange.startDate)
    throw new Problem('invalid_input', {
      detail: 'The range ends before it begins.',
      errors: [{ path: '/dateRange/endDate', message: 'must not be before startDate' }],
    })
  return {
    ...(day === undefined ? {} : { annotationDate: wireDate(day) }),
    ...(dateRange === undefined
      ? {}
      : {
          annotationDateRange: {
            startDate: wireDate(dateRange.startDate),
            endDate: wireDate(dateRange.endDate),
          },
        }),
  }
}
