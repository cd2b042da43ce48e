import { Type } from '@patchbay/contract'
import { from, ownLanguage } from '../building/filters.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { NullableText, NullableTimestamp, since, Timestamp } from '../fields.ts'
import { at, record } from '../shape/record.ts'

const Annotation = record({
  id: Type.String(),
  title: NullableText,
  description: NullableText,
  type: Type.String({ description: 'What kind of event it is, such as marketing.' }),
  startedAt: Timestamp,
  endedAt: NullableTimestamp,
  createdAt: NullableTimestamp,
})

/** What explains a curve: notes beside the charts of the shop. They came with 2026-10. */
export const annotations = {
  annotations: search({
    title: 'List annotations',
    description:
      'Notes that explain the charts of the shop, such as a sale that began, latest first, a page at a time. Needs API version 2026-10 or later.',
    scopes: ['read_analytics_annotations'],
    of: { field: 'shop', missing: 'The shop has no analytics.' },
    connection: 'analyticsAnnotations',
    item: Annotation,
    filters: {
      startedSince: from('started_at', 'Only those that begin then or later.'),
      query: ownLanguage('annotations', 'type:marketing'),
    },
    limit: { default: 50, maximum: 250 },
    examples: [{ title: 'All', input: {} }],
  }),
  annotation_create: mutation({
    title: 'Create an annotation',
    description: 'Adds a note to the charts of the shop. Needs API version 2026-10 or later.',
    effect: 'write',
    scopes: ['write_analytics_annotations'],
    root: 'analyticsAnnotationCreate',
    takes: { input: 'AnalyticsAnnotationCreateInput!' },
    input: Type.Object({
      title: Type.String({ minLength: 1, maxLength: 255, description: 'What happened.' }),
      description: Type.Optional(Type.String({ maxLength: 5_000, description: 'More about it.' })),
      type: Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'What kind of event it is, such as marketing.',
      }),
      startedAt: since('When it began.'),
      endedAt: Type.Optional(since('When it ended.')),
    }),
    answer: at('analyticsAnnotation?', Annotation),
    examples: [
      {
        title: 'A sale',
        input: {
          title: 'Winter sale',
          type: 'marketing',
          startedAt: '2026-12-27T00:00:00Z',
          endedAt: '2027-01-10T00:00:00Z',
        },
      },
    ],
  }),
}
