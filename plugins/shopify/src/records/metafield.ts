import { Type } from '@patchbay/contract'
import { nullable, NullableText, Timestamp } from '../fields.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

/** A value that an app or a merchant has attached to something. */
export const Metafield = record({
  id: Type.String(),
  namespace: Type.String(),
  key: Type.String(),
  type: Type.String({ description: 'Such as single_line_text_field or number_integer.' }),
  value: Type.String({ description: 'As text, whatever the type.' }),
  compareDigest: Type.String({ description: 'Names this value; metafields.set can insist on it.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

/** What metafields of one namespace and key are like. */
export const MetafieldDefinition = record({
  id: Type.String(),
  namespace: Type.String(),
  key: Type.String(),
  name: Type.String(),
  description: NullableText,
  ownerType: Type.String({ description: 'What has such metafields, such as PRODUCT.' }),
  type: at('type.name', Type.String({ description: 'Such as single_line_text_field.' })),
  validations: list(record({ name: Type.String(), value: NullableText })),
  pinnedPosition: nullable(Type.Integer()),
})
