import { addRow, mintId, type Row, type ShopState } from './state.ts'

/** Of what Shopify keeps events, by type. */
const subjects: Readonly<Record<string, string>> = {
  Article: 'ARTICLE',
  Blog: 'BLOG',
  Collection: 'COLLECTION',
  Company: 'COMPANY',
  Customer: 'CUSTOMER',
  DraftOrder: 'DRAFT_ORDER',
  Order: 'ORDER',
  Page: 'PAGE',
  Product: 'PRODUCT',
  ProductVariant: 'PRODUCT_VARIANT',
}

/** Records that something was made or is gone, as the event feed shows it. */
export function recordEvent(
  state: ShopState,
  { __typename: type, id }: Row,
  action: 'create' | 'destroy',
  time: string,
) {
  const subjectType = subjects[type]
  if (subjectType === undefined) return
  const done = action === 'create' ? 'created' : 'deleted'
  addRow(state, {
    __typename: 'BasicEvent',
    id: mintId(state, 'BasicEvent'),
    action,
    message: `Patchbay ${done} a ${subjectType.toLowerCase().replaceAll('_', ' ')}.`,
    appTitle: 'Patchbay',
    attributeToApp: true,
    attributeToUser: false,
    subjectId: id,
    subjectType,
    createdAt: time,
  })
}
