import { definePrompt, Type, type PromptMessage } from '@patchbay/contract'

const task = (text: string): readonly PromptMessage[] => [{ role: 'user', content: { type: 'text', text } }]

const lowStockReview = definePrompt({
  title: 'Review low stock',
  description: 'Finds what is about to sell out, and says what to order first.',
  arguments: Type.Object({
    atMost: Type.Optional(
      Type.String({ description: 'Pieces left from which stock counts as low. Default: 5.' }),
    ),
  }),
  completions: { atMost: ['0', '3', '5', '10', '20'] },
  messages: ({ atMost = '5' }) =>
    task(
      `Review the stock of the shop. Call shopify_inventory_low_stock with atMost ${atMost}, and all of its pages. Then call shopify_analytics_top_products for the last 30 days. Give a table of what to order, what sells most first: product, variant, SKU, pieces left, pieces sold in 30 days, days until it is sold out at that pace. Name what is low and does not sell apart. Change nothing.`,
    ),
})

const weeklySales = definePrompt({
  title: 'Sales of the week',
  description: 'Tells how the week went, against the week before, and why.',
  messages: () =>
    task(
      'Report how the shop did in the last seven full days against the seven before. Call shopify_analytics_sales_over_time for both periods, then shopify_analytics_top_products, shopify_analytics_sales_by_channel, shopify_analytics_conversion_funnel and shopify_analytics_sessions_by_referrer where they explain a difference. Begin with three sentences for somebody in a hurry, then the numbers with their change in per cent, then what you would look at next. Say which numbers are estimates or incomplete.',
    ),
})

const orderAnswer = definePrompt({
  title: 'Answer a customer about an order',
  description: 'Finds out where an order is, and drafts the answer to its customer.',
  arguments: Type.Object({
    order: Type.String({ description: 'Name of the order, such as #1001.' }),
    question: Type.Optional(Type.String({ description: 'What the customer wants to know.' })),
  }),
  messages: ({ order, question = 'Where is my order?' }) =>
    task(
      `A customer asks about order ${order}: "${question}". Call shopify_orders_get with this name, and shopify_orders_timeline with the id that it gives. Then draft an answer: friendly, short, with what is known of payment, fulfilment and delivery, and no promise that the order does not support. Send nothing and change nothing.`,
    ),
})

export const prompts = {
  'low-stock-review': lowStockReview,
  'weekly-sales': weeklySales,
  'order-answer': orderAnswer,
}
