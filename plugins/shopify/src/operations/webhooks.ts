import { Type } from '@patchbay/contract'
import { ownLanguage } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, oneOf } from '../fields.ts'
import { WebhookTopic } from '../inputs/webhook-topic.ts'
import { Webhook } from '../records/webhook.ts'
import { at, record } from '../shape/record.ts'

const id = gid('WebhookSubscription')
const invoices = 'gid://shopify/WebhookSubscription/2100000001001'

const uri = Type.String({
  minLength: 8,
  maxLength: 65_535,
  description:
    'Where it is sent: https://…, pubsub://project:topic of Google Cloud, or the ARN of an event source of AWS. Shopify refuses http://.',
})

const fields = {
  name: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 50,
      pattern: '^[A-Za-z0-9_-]+$',
      description: 'What you call it; no two have the same.',
    }),
  ),
  format: Type.Optional(oneOf(['JSON', 'XML'], 'Default: JSON.')),
  filter: Type.Optional(
    Type.String({
      maxLength: 5_000,
      description: "Only what matches this search in Shopify's language is sent, such as `status:active`.",
    }),
  ),
  includeFields: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 250,
      description: 'Fields that are sent. Default: all.',
    }),
  ),
  metafieldNamespaces: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 250,
      description: 'Whose metafields are sent as well.',
    }),
  ),
}

export const webhooks = group('webhooks', {
  list: search({
    title: 'List webhook subscriptions',
    description:
      'What this app has asked Shopify to tell it, and where. Shopify removes a subscription after eight failed deliveries in a row, so compare regularly with what should be there.',
    connection: 'webhookSubscriptions',
    item: Webhook,
    more: {
      topics: {
        type: '[WebhookSubscriptionTopic!]',
        schema: Type.Optional(
          Type.Array(WebhookTopic('Of these topics.'), {
            minItems: 1,
            maxItems: 250,
            description: 'Only these topics.',
          }),
        ),
      },
      uri: {
        type: 'String',
        schema: Type.Optional(Type.String({ description: 'Only what is sent there.' })),
      },
    },
    filters: { query: ownLanguage('webhook subscriptions', 'created_at:>2026-01-01') },
    sorting: { type: 'WebhookSubscriptionSortKeys', keys: ['CREATED_AT', 'ID'], by: 'ID', reverse: false },
    examples: [{ title: 'All', input: {} }],
  }),
  create: mutation({
    title: 'Create a webhook subscription',
    description:
      'Has Shopify send a message whenever something happens. The app needs the scope that reads what the topic is about, such as read_orders for ORDERS_CREATE. Messages may come twice, late and out of order.',
    effect: 'write',
    root: 'webhookSubscriptionCreate',
    takes: { topic: 'WebhookSubscriptionTopic!', webhookSubscription: 'WebhookSubscriptionInput!' },
    input: Type.Object({ topic: WebhookTopic('What it is about.'), uri, ...fields }),
    refusedAs: { uri: 'callbackUrl' },
    answer: at('webhookSubscription?', Webhook),
    hasCodes: false,
    examples: [
      {
        title: 'New orders',
        input: { topic: 'ORDERS_CREATE', uri: 'https://app.example/webhooks', name: 'orders' },
      },
    ],
  }),
  update: mutation({
    title: 'Update a webhook subscription',
    description: 'Sets the given fields of a subscription and leaves the others. Its topic stays.',
    effect: 'idempotent',
    root: 'webhookSubscriptionUpdate',
    takes: { id: 'ID!', webhookSubscription: 'WebhookSubscriptionInput!' },
    input: Type.Object({ id, uri: Type.Optional(uri), ...fields }),
    refusedAs: { uri: 'callbackUrl' },
    answer: at('webhookSubscription?', Webhook),
    hasCodes: false,
    examples: [{ title: 'Another address', input: { id: invoices, uri: 'https://app.example/hooks/2' } }],
  }),
  delete: mutation({
    title: 'Delete a webhook subscription',
    description: 'Ends a subscription for good. What is on its way still arrives.',
    effect: 'destructive',
    root: 'webhookSubscriptionDelete',
    takes: { id: 'ID!' },
    input: Type.Object({ id }),
    answer: record({ id: at('deletedWebhookSubscriptionId?', Type.String()) }),
    hasCodes: false,
    examples: [{ title: 'By id', input: { id: invoices } }],
  }),
})
