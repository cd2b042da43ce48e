import { Type } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { at, record } from '../shape/record.ts'

/** What Shopify tells somebody about, and whom. */
export const Webhook = record({
  id: Type.String(),
  name: NullableText,
  topic: Type.String({ description: 'Such as ORDERS_CREATE.' }),
  uri: Type.String({ description: 'Where it is sent.' }),
  format: Type.String({ description: 'JSON or XML.' }),
  filter: NullableText,
  includeFields: Type.Array(Type.String(), { description: 'Fields that are sent; all, if empty.' }),
  metafieldNamespaces: Type.Array(Type.String(), { description: 'Whose metafields are sent as well.' }),
  apiVersion: at('apiVersion.handle', Type.String({ description: 'In whose shape it is sent.' })),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
