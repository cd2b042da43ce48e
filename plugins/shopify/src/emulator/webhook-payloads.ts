import { listOf } from '../json.ts'
import { valuesAt } from './filters.ts'
import { numberIn, type Row } from './state.ts'

/** How webhooks name a type, and which of its fields they show: by the names of the REST API, from those of GraphQL. */
interface Shape {
  readonly noun: string
  /** The word for a change, which is not the same for all. */
  readonly changed: string
  readonly fields: Readonly<Record<string, string>>
}

const same = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]))

/** What the emulated shop tells about. Shopify's payloads hold more than this. */
export const shapes: Readonly<Record<string, Shape>> = {
  Collection: {
    noun: 'collections',
    changed: 'update',
    fields: { ...same('title', 'handle'), body_html: 'descriptionHtml', template_suffix: 'templateSuffix' },
  },
  Customer: {
    noun: 'customers',
    changed: 'update',
    fields: {
      ...same('email', 'phone', 'note', 'state', 'tags'),
      first_name: 'firstName',
      last_name: 'lastName',
      tax_exempt: 'taxExempt',
      verified_email: 'verifiedEmail',
    },
  },
  DraftOrder: {
    noun: 'draft_orders',
    changed: 'update',
    fields: {
      ...same('name', 'email', 'status', 'tags'),
      note: 'note2',
      completed_at: 'completedAt',
      total_price: 'totalPriceSet.shopMoney.amount',
    },
  },
  Order: {
    noun: 'orders',
    changed: 'updated',
    fields: {
      ...same('name', 'email', 'phone', 'note', 'tags', 'test'),
      cancelled_at: 'cancelledAt',
      closed_at: 'closedAt',
      currency: 'totalPriceSet.shopMoney.currencyCode',
      financial_status: 'displayFinancialStatus',
      fulfillment_status: 'displayFulfillmentStatus',
      processed_at: 'processedAt',
      total_price: 'totalPriceSet.shopMoney.amount',
    },
  },
  Product: {
    noun: 'products',
    changed: 'update',
    fields: {
      ...same('title', 'handle', 'vendor', 'status', 'tags'),
      body_html: 'descriptionHtml',
      product_type: 'productType',
      published_at: 'publishedAt',
    },
  },
}

/** Words that GraphQL writes in capitals and REST does not. */
const lowered = new Set(['financial_status', 'fulfillment_status', 'state', 'status'])

/** A row as webhooks show it: ids are numbers, and tags one text. */
export function payloadOf(row: Row): Readonly<Record<string, unknown>> {
  const fields = Object.entries(shapes[row.__typename]?.fields ?? {}).map(([name, path]) => {
    const [value = null] = name === 'tags' ? [listOf(row['tags']).join(', ')] : valuesAt(row, path)
    return [name, lowered.has(name) && typeof value === 'string' ? value.toLowerCase() : value]
  })
  return {
    ...goneOf(row.id),
    admin_graphql_api_id: row.id,
    created_at: row['createdAt'],
    updated_at: row['updatedAt'],
    ...(Object.fromEntries(fields) as Record<string, unknown>),
  }
}

/** All that is said of what is deleted. */
export const goneOf = (id: string) => ({ id: numberIn(id) })
