import { Type } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

/** Something of a kind that the shop has defined itself, such as an ingredient. */
export const Metaobject = record({
  id: Type.String(),
  handle: Type.String(),
  type: Type.String({ description: 'The kind, such as ingredient.' }),
  displayName: Type.String(),
  fields: list(
    record({
      key: Type.String(),
      type: Type.String({ description: 'Such as single_line_text_field.' }),
      value: at(
        'value',
        Type.Union([Type.String({ description: 'As text, whatever the type.' }), Type.Null()]),
      ),
    }),
  ),
  status: at(
    'capabilities.publishable?.status',
    Type.String({ description: 'ACTIVE or DRAFT, of kinds that have it.' }),
  ),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

/** What things of one kind are like. */
export const MetaobjectDefinition = record({
  id: Type.String(),
  name: Type.String(),
  type: Type.String({ description: 'What metaobjects.list asks for.' }),
  description: NullableText,
  displayNameKey: NullableText,
  count: at('metaobjectsCount', Type.Integer()),
  fields: at(
    'fieldDefinitions',
    list(
      record({
        key: Type.String(),
        name: Type.String(),
        required: Type.Boolean(),
        type: at('type.name', Type.String({ description: 'Such as single_line_text_field.' })),
      }),
    ),
  ),
})
