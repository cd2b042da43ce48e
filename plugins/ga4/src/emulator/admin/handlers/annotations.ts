import { impossible, wrong, type AdminCall, type Handler, type Resource } from '../call.ts'
import { collectionHandlers } from '../collection.ts'

interface WireDate {
  readonly year?: number
  readonly month?: number
  readonly day?: number
}

const textOf = ({ year = 0, month = 0, day = 0 }: WireDate): string =>
  [year, month, day].map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')

function checkedDate(date: WireDate, field: string): string {
  const text = textOf(date)
  const at = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text)
    throw wrong(`reporting_data_annotation.${field}`, 'The date is invalid.')
  return text
}

/** The first and last day that an annotation is about. */
function daysOf({ annotationDate, annotationDateRange }: Resource): readonly [string, string] {
  if (annotationDate !== undefined) {
    const day = checkedDate(annotationDate as WireDate, 'annotation_date')
    return [day, day]
  }
  const { startDate = {}, endDate = {} } = Object(annotationDateRange) as {
    startDate?: WireDate
    endDate?: WireDate
  }
  return [
    checkedDate(startDate, 'annotation_date_range.start_date'),
    checkedDate(endDate, 'annotation_date_range.end_date'),
  ]
}

const changeable = (annotation: Resource): void => {
  if (annotation['systemGenerated'] === true)
    throw impossible('Annotations that Google has made cannot be changed.')
}

function judged(annotation: Resource, { body }: AdminCall): Resource {
  changeable(annotation)
  for (const [name, field] of [
    ['title', 'title'],
    ['color', 'color'],
  ] as const)
    if (annotation[name] === undefined)
      throw wrong(`reporting_data_annotation.${field}`, 'The field is required.')
  // They stand for each other: what is given now takes the place of the other.
  const { annotationDate, annotationDateRange, ...rest } = annotation
  const isRange = body['annotationDateRange'] !== undefined || annotationDate === undefined
  const next = isRange ? { ...rest, annotationDateRange } : { ...rest, annotationDate }
  const [first, last] = daysOf(next)
  if (last < first)
    throw wrong(
      'reporting_data_annotation.annotation_date_range.end_date',
      'The range ends before it begins.',
    )
  return next
}

function isInRange(annotation: Resource, { query }: AdminCall): boolean {
  const filter = query.get('filter') ?? ''
  if (filter === '') return true
  const [, start = '', end = ''] =
    /^is_annotation_in_range\("(\d{4}-\d{2}-\d{2})", ?"(\d{4}-\d{2}-\d{2})"\) = true$/.exec(filter) ?? []
  if (start === '') throw wrong('filter', 'The emulator knows is_annotation_in_range(…) = true alone.')
  const [first, last] = daysOf(annotation)
  return first <= end && last >= start
}

export const annotationHandlers: Readonly<Record<string, Handler>> = collectionHandlers({
  methods: 'analyticsadmin.properties.reportingDataAnnotations',
  part: 'reportingDataAnnotations',
  judged,
  mutable: ['title', 'description', 'color', 'annotation_date', 'annotation_date_range'],
  guard: changeable,
  filtered: isInRange,
})
