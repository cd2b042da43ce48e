import { preset, shopifyql } from '../analytics/preset.ts'
import { group } from '../building/group.ts'
import { annotations } from './analytics-annotations.ts'

/** What the shop's own analytics say. */
export const analytics = group('analytics', {
  shopifyql,
  ...annotations,
  sales_over_time: preset({
    title: 'Sales over time',
    description: 'Sales and orders of each day, week or month.',
    from: 'sales',
    show: [
      'total_sales',
      'net_sales',
      'gross_sales',
      'discounts',
      'returns',
      'orders',
      'average_order_value',
    ],
    example: 'A week by days',
  }),
  top_products: preset({
    title: 'Best-selling products',
    description: 'Products by what they have brought in, the most first.',
    from: 'sales',
    show: ['net_sales', 'gross_sales', 'orders'],
    by: ['product_title'],
    example: 'Of a week',
  }),
  sales_by_vendor: preset({
    title: 'Sales by vendor',
    description: 'What the products of each vendor have brought in, the most first.',
    from: 'sales',
    show: ['net_sales', 'gross_sales', 'orders'],
    by: ['product_vendor'],
    example: 'Of a week',
  }),
  sales_by_channel: preset({
    title: 'Sales by channel',
    description: 'Where orders were placed, such as the online store or the point of sale.',
    from: 'sales',
    show: ['total_sales', 'net_sales', 'orders'],
    by: ['sales_channel'],
    example: 'Of a week',
  }),
  sales_by_country: preset({
    title: 'Sales by country',
    description: 'The countries that orders were billed to, the most first.',
    from: 'sales',
    show: ['total_sales', 'net_sales', 'orders'],
    by: ['billing_country'],
    example: 'Of a week',
  }),
  customers_over_time: preset({
    title: 'New and returning customers over time',
    description: 'How many customers bought in each step of time, and how many of them had bought before.',
    from: 'sales',
    show: ['customers', 'returning_customers'],
    example: 'A week by days',
  }),
  sessions: preset({
    title: 'Sessions over time',
    description: 'Visits of the online store in each step of time, and the share that ended with an order.',
    from: 'sessions',
    show: ['sessions', 'conversion_rate'],
    example: 'A week by days',
  }),
  sessions_by_referrer: preset({
    title: 'Sessions by referrer',
    description: 'What led to visits of the online store: search, social networks, links, or nothing.',
    from: 'sessions',
    show: ['sessions', 'conversion_rate'],
    by: ['referrer_source'],
    example: 'Of a week',
  }),
  conversion_funnel: preset({
    title: 'Conversion funnel',
    description:
      'Of the visits in a span: how many added to the cart, reached the checkout, and completed it. One row.',
    from: 'sessions',
    show: [
      'sessions',
      'sessions_with_cart_additions',
      'sessions_that_reached_checkout',
      'sessions_that_completed_checkout',
      'conversion_rate',
    ],
    isTotal: true,
    example: 'Of a week',
  }),
})
