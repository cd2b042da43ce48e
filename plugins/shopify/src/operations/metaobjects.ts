import { Problem, Type } from '@patchbay/contract'
import { from, ownLanguage } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { commonCache, operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { search } from '../building/search.ts'
import { gid, nullable, oneOf } from '../fields.ts'
import { ask } from '../graphql.ts'
import { Metaobject, MetaobjectDefinition } from '../records/metaobject.ts'
import { answerSchema, at, record } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'

const type = Type.String({
  minLength: 3,
  maxLength: 255,
  description: 'The kind, which metaobject-definitions.list names.',
})
const handle = Type.String({ minLength: 1, maxLength: 255, description: 'Names it within its kind.' })

export const metaobjects = group('metaobjects', {
  list: search({
    title: 'List metaobjects',
    description: 'What the shop has of one kind that it has defined, last changed first, a page at a time.',
    scopes: ['read_metaobjects'],
    connection: 'metaobjects',
    item: Metaobject,
    more: { type: { type: 'String!', schema: type } },
    filters: {
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('metaobjects', 'display_name:wool'),
    },
    sorting: {
      type: 'String',
      keys: ['id', 'type', 'updated_at', 'display_name'],
      by: 'updated_at',
      reverse: true,
    },
    examples: [{ title: 'Of one kind', input: { type: 'material' } }],
  }),
  get: operation({
    title: 'Get a metaobject',
    description: 'One metaobject by its kind and handle.',
    effect: 'read',
    scopes: ['read_metaobjects'],
    input: Type.Object({ type, handle }),
    output: Metaobject.output,
    cache: commonCache,
    documents: {
      get: {
        text: (name) =>
          `query ${name}($handle: MetaobjectHandleInput!) { found: metaobjectByHandle(handle: $handle) { ${textOfSelection(Metaobject.inner)} } }`,
        data: Type.Object({ found: nullable(answerSchema(Metaobject)) }),
      },
    },
    async run(context, documents) {
      const { input } = context
      const { found } = await ask(context, documents.get, {
        handle: { type: input.type, handle: input.handle },
      })
      if (found === null) throw missing(input)
      return Metaobject.read(found, notesFor(context.report)) as never
    },
    examples: [{ title: 'A material', input: { type: 'material', handle: 'wool' } }],
  }),
  upsert: mutation({
    title: 'Set a metaobject',
    description:
      'Makes the metaobject of a kind and handle what is given: creates it if there is none, else sets the given fields and leaves the others.',
    effect: 'idempotent',
    scopes: ['write_metaobjects'],
    root: 'metaobjectUpsert',
    takes: { handle: 'MetaobjectHandleInput!', metaobject: 'MetaobjectUpsertInput!' },
    input: Type.Object({
      type,
      handle,
      fields: Type.Array(
        Type.Object({
          key: Type.String({ minLength: 2, maxLength: 64, description: 'As the kind defines it.' }),
          value: Type.String({ maxLength: 65_535, description: 'As text, whatever the type.' }),
        }),
        { maxItems: 100, description: 'What it holds.' },
      ),
      status: Type.Optional(oneOf(['ACTIVE', 'DRAFT'], 'Whether it is shown, of kinds that have that.')),
    }),
    places: { type: '$handle.type', handle: '$handle.handle', status: 'capabilities.publishable.status' },
    answer: at('metaobject?', Metaobject),
    examples: [
      {
        title: 'A material',
        input: { type: 'material', handle: 'wool', fields: [{ key: 'origin', value: 'Norway' }] },
      },
    ],
  }),
  delete: mutation({
    title: 'Delete a metaobject',
    description: 'Deletes a metaobject for good. What refers to it refers to nothing from then on.',
    effect: 'destructive',
    scopes: ['write_metaobjects'],
    root: 'metaobjectDelete',
    takes: { id: 'ID!' },
    input: Type.Object({ id: gid('Metaobject') }),
    answer: record({ id: at('deletedId?', Type.String()) }),
    examples: [{ title: 'By id', input: { id: 'gid://shopify/Metaobject/6500000001001' } }],
  }),
})

const missing = ({ type: kind, handle: name }: { readonly type: string; readonly handle: string }): Problem =>
  new Problem('not_found', {
    detail: `The shop has no ${kind} with the handle "${name}".`,
    advice: 'Check both; metaobjects.list shows what there is of a kind.',
    errors: [{ path: '/handle', message: 'does not exist' }],
  })

export const metaobjectDefinitions = group('metaobject-definitions', {
  list: search({
    title: 'List kinds of metaobjects',
    description: 'The kinds that the shop has defined, with their fields, a page at a time.',
    scopes: ['read_metaobject_definitions'],
    connection: 'metaobjectDefinitions',
    item: MetaobjectDefinition,
    examples: [{ title: 'All', input: {} }],
  }),
})
