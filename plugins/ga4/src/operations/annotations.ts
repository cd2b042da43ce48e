import { defineOperation, Problem, Type } from '@patchbay/contract'
import { Annotation, annotationFields, whenOf } from '../admin/annotation-record.ts'
import { askDone, askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { isoDate } from '../admin/calendar-date.ts'
import { changesOf } from '../admin/changes.ts'
import { Done, done } from '../admin/done.ts'
import { alphaPath, propertyField, thingId } from '../admin/places.ts'
import { editing, reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const collection = 'reportingDataAnnotations'
const Annotations = listed(collection, Annotation)

const example = {
  id: '9200000001',
  title: 'New navigation',
  description: 'The menu was made anew',
  color: 'BLUE',
  date: '2026-10-05',
  dateRange: null,
  systemGenerated: false,
}

export const list = defineOperation(vendor, {
  title: 'List annotations',
  description:
    'What people have noted beside the reports of a property: launches, campaigns, outages. Use it to explain a jump in a report. With both `startDate` and `endDate`, only those within.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object({
    ...propertyField,
    startDate: Type.Optional(isoDate('The first day; beside `endDate`.')),
    endDate: Type.Optional(isoDate('The last day; beside `startDate`.')),
    ...pageFields,
  }),
  output: Annotations.output,
  cache: settingsCache,
  examples: [
    {
      title: 'Those of October',
      input: { property: '311111111', startDate: '2026-10-01', endDate: '2026-10-31' },
      output: { items: [example] },
    },
  ],
  run(context) {
    const { startDate, endDate } = context.input
    if ((startDate === undefined) !== (endDate === undefined))
      throw new Problem('invalid_input', {
        detail: 'A range has a first and a last day.',
        errors: [{ path: startDate === undefined ? '/startDate' : '/endDate', message: 'is required' }],
      })
    const filter =
      startDate === undefined ? undefined : `is_annotation_in_range("${startDate}", "${endDate}") = true`
    return Annotations.ask(context, { path: alphaPath(context, collection), query: { filter } })
  },
})

const { title, description, color, date, dateRange } = annotationFields

export const create = defineOperation(vendor, {
  title: 'Create an annotation',
  description:
    'Notes something beside the reports of a property, at one day or over some, for all who look at them. Calling it twice notes it twice.',
  effect: 'write',
  stability: 'experimental',
  scopes: editing,
  input: Type.Object({
    ...propertyField,
    title,
    color,
    description: Type.Optional(description),
    date: Type.Optional(date),
    dateRange: Type.Optional(dateRange),
  }),
  output: Annotation.output,
  examples: [
    {
      title: 'A campaign',
      input: {
        property: '311111111',
        title: 'Autumn sale',
        color: 'GREEN',
        dateRange: { startDate: '2026-11-16', endDate: '2026-11-22' },
      },
      output: {
        id: '990000001',
        title: 'Autumn sale',
        description: '',
        color: 'GREEN',
        date: null,
        dateRange: { startDate: '2026-11-16', endDate: '2026-11-22' },
        systemGenerated: false,
      },
    },
  ],
  run(context) {
    const { title, color, description } = context.input
    const when = whenOf(context.input)
    if (Object.keys(when).length === 0)
      throw new Problem('invalid_input', {
        detail: 'An annotation is about a day or about a range of days.',
        errors: [{ path: '/date', message: 'is required where there is no dateRange' }],
      })
    const json = { title, color, ...(description === undefined ? {} : { description }), ...when }
    return askRecord(context, { method: 'POST', path: alphaPath(context, collection), json }, Annotation)
  },
})

const annotation = { ...propertyField, id: thingId('Id of the annotation, as annotations.list gives it.') }
const input = { property: '311111111', id: '9200000001' }

export const update = defineOperation(vendor, {
  title: 'Update an annotation',
  description: 'Changes an annotation of a property: only what is given.',
  effect: 'idempotent',
  stability: 'experimental',
  scopes: editing,
  input: Type.Object({
    ...annotation,
    title: Type.Optional(title),
    color: Type.Optional(color),
    description: Type.Optional(description),
    date: Type.Optional(date),
    dateRange: Type.Optional(dateRange),
  }),
  output: Annotation.output,
  examples: [
    {
      title: 'Another day',
      input: { ...input, date: '2026-10-06' },
      output: { ...example, date: '2026-10-06' },
    },
  ],
  run(context) {
    const { id, title, color, description } = context.input
    const { annotationDate, annotationDateRange } = whenOf(context.input)
    const changes = changesOf({ title, color, description, annotationDate, annotationDateRange })
    return askRecord(
      context,
      { method: 'PATCH', path: alphaPath(context, collection, id), ...changes },
      Annotation,
    )
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete an annotation',
  description: 'Deletes an annotation of a property for all who look at its reports.',
  effect: 'destructive',
  stability: 'experimental',
  scopes: editing,
  input: Type.Object(annotation),
  output: Done,
  examples: [{ title: 'By id', input, output: { id: '9200000001' } }],
  async run(context) {
    const { id } = context.input
    await askDone(context, { method: 'DELETE', path: alphaPath(context, collection, id) })
    return done(id)
  },
})
