/** What somebody asks for, and the tools that would do. */
export interface WantedTools {
  readonly query: string
  readonly tools: readonly string[]
}

/** In the words of people at dashboards, and of agents that pass them on. */
export const wantedTools: readonly WantedTools[] = [
  {
    query: 'orders of last week',
    tools: ['shopify_orders_search', 'shopify_orders_count', 'shopify_analytics_sales_over_time'],
  },
  {
    query: 'pages losing clicks',
    tools: [
      'gsc_insights_traffic_drops',
      'gsc_insights_content_decay',
      'gsc_insights_alerts',
      'bing_wmt_performance_compare',
    ],
  },
  {
    query: 'unread mail',
    tools: ['zoho_mail_mail_digest', 'zoho_mail_messages_list', 'zoho_mail_messages_search'],
  },
  {
    query: 'why is this URL not indexed',
    tools: ['gsc_urls_inspect', 'gsc_urls_indexing_issues', 'bing_wmt_urls_inspect'],
  },
  { query: 'active users right now', tools: ['ga4_reports_realtime'] },
  { query: 'delete a draft order', tools: ['shopify_draft_orders_delete'] },
  { query: 'send an email', tools: ['zoho_mail_messages_send'] },
  { query: 'reply to a message', tools: ['zoho_mail_messages_reply'] },
  { query: 'refund a customer', tools: ['shopify_refunds_create', 'shopify_orders_suggested_refund'] },
  { query: 'cancel an order', tools: ['shopify_orders_cancel'] },
  {
    query: 'stock level of a SKU',
    tools: ['shopify_inventory_by_sku', 'shopify_inventory_items', 'shopify_inventory_levels_by_location'],
  },
  { query: 'best selling products', tools: ['shopify_analytics_top_products'] },
  {
    query: 'revenue per day',
    tools: ['shopify_analytics_sales_over_time', 'ga4_reports_run', 'ga4_reports_ecommerce_items'],
  },
  { query: 'create a discount code', tools: ['shopify_discounts_create_code_basic'] },
  { query: 'submit sitemap to google', tools: ['gsc_sitemaps_submit'] },
  {
    query: 'submit new pages to bing',
    tools: ['bing_wmt_submission_submit', 'bing_wmt_submission_submit_one', 'bing_wmt_index_now_submit'],
  },
  { query: 'crawl errors', tools: ['bing_wmt_crawl_issues', 'bing_wmt_crawl_stats'] },
  { query: 'backlinks to my site', tools: ['bing_wmt_links_list', 'bing_wmt_links_count'] },
  {
    query: 'keyword search volume',
    tools: ['bing_wmt_keywords_get', 'bing_wmt_keywords_stats', 'bing_wmt_keywords_research'],
  },
  { query: 'traffic from ChatGPT', tools: ['ga4_reports_ai_referrals'] },
  {
    query: 'conversion funnel of checkout',
    tools: ['shopify_analytics_conversion_funnel', 'ga4_reports_ecommerce_funnel', 'ga4_reports_funnel'],
  },
  { query: 'bounce rate', tools: ['ga4_reports_user_behavior'] },
  { query: 'which countries do visitors come from', tools: ['ga4_reports_geo'] },
  {
    query: 'compare this month with last month',
    tools: ['ga4_reports_compare', 'gsc_search_analytics_compare', 'bing_wmt_performance_compare'],
  },
  { query: 'download attachment', tools: ['zoho_mail_attachments_download'] },
  { query: 'out of office reply', tools: ['zoho_mail_vacation_set'] },
  { query: 'move messages to a folder', tools: ['zoho_mail_messages_move'] },
  { query: 'add a user to the organization', tools: ['zoho_mail_organization_users_create'] },
  { query: 'export all orders in bulk', tools: ['shopify_bulk_run_query'] },
  {
    query: 'customers who bought most',
    tools: [
      'shopify_customers_search',
      'shopify_segments_members',
      'shopify_customers_orders',
      'shopify_analytics_customers_over_time',
    ],
  },
  {
    query: 'track a shipment',
    tools: [
      'shopify_fulfillments_update_tracking',
      'shopify_fulfillments_event_create',
      'shopify_orders_get',
      'shopify_fulfillments_create',
    ],
  },
  { query: 'abandoned carts', tools: ['shopify_abandoned_checkouts_search'] },
  { query: 'gift card balance', tools: ['shopify_gift_cards_search'] },
  {
    query: 'top search queries on Google',
    tools: ['gsc_search_analytics_query', 'gsc_search_analytics_page_queries', 'gsc_insights_quick_wins'],
  },
  { query: 'keywords just off page one', tools: ['gsc_insights_striking_distance'] },
  { query: 'click-through rate too low', tools: ['gsc_insights_ctr_opportunities'] },
  { query: 'two pages ranking for the same keyword', tools: ['gsc_insights_cannibalization'] },
  {
    query: 'erase personal data GDPR',
    tools: ['shopify_customers_request_erasure', 'ga4_user_deletion_submit'],
  },
  { query: 'change the price of a variant', tools: ['shopify_variants_bulk_update'] },
  {
    query: 'who changed the settings',
    tools: ['ga4_change_history_search', 'zoho_mail_organization_logs_audit'],
  },
  { query: 'remaining quota', tools: ['ga4_quota_get', 'gsc_quotas_status', 'bing_wmt_submission_quota'] },
  { query: 'track event server side', tools: ['ga4_measurement_events_send'] },
  {
    query: 'landing pages from organic search',
    tools: ['ga4_reports_landing_pages', 'gsc_search_analytics_query'],
  },
  { query: 'mark as spam', tools: ['zoho_mail_messages_mark_spam', 'zoho_mail_threads_mark_spam'] },
  {
    query: 'upload a product image',
    tools: ['shopify_product_media_append', 'shopify_files_create', 'shopify_files_staged_uploads'],
  },
  { query: '301 redirect', tools: ['shopify_redirects_create', 'shopify_redirects_search'] },
  { query: 'delte prodct', tools: ['shopify_products_delete'] },
  {
    query: 'traffic dropped explain',
    tools: ['ga4_insights_drop_attribution', 'gsc_insights_traffic_drops'],
  },
  { query: 'customer by email address', tools: ['shopify_customers_get', 'shopify_customers_search'] },
  { query: 'list of unpaid orders', tools: ['shopify_orders_search', 'shopify_orders_count'] },
  { query: 'mark order as paid', tools: ['shopify_orders_mark_as_paid'] },
  { query: 'set up email forwarding', tools: ['zoho_mail_forwarding_add', 'zoho_mail_forwarding_enable'] },
  { query: 'schedule an email for tomorrow', tools: ['zoho_mail_messages_schedule'] },
  { query: 'read one conversation', tools: ['zoho_mail_threads_get'] },
  { query: 'create a task', tools: ['zoho_mail_tasks_create'] },
  { query: 'search for an email from Bob', tools: ['zoho_mail_messages_search'] },
  { query: 'google analytics accounts', tools: ['ga4_accounts_list', 'ga4_accounts_summaries'] },
  { query: 'user retention cohort', tools: ['ga4_reports_cohort'] },
  { query: 'most viewed pages', tools: ['ga4_reports_top_pages', 'ga4_reports_page_views'] },
  { query: 'mobile vs desktop traffic', tools: ['ga4_reports_devices'] },
  { query: 'clicks by country in google search', tools: ['gsc_search_analytics_query'] },
  { query: 'new queries this week', tools: ['gsc_insights_new_queries'] },
  { query: 'decaying content', tools: ['gsc_insights_content_decay'] },
  {
    query: 'is my sitemap ok',
    tools: [
      'bing_wmt_sitemaps_health',
      'gsc_sitemaps_get',
      'gsc_sitemaps_list',
      'bing_wmt_sitemaps_get',
      'bing_wmt_sitemaps_list',
    ],
  },
  { query: 'block a page from bing results', tools: ['bing_wmt_blocked_urls_add'] },
  { query: 'related keywords ideas', tools: ['bing_wmt_keywords_related', 'bing_wmt_keywords_research'] },
  { query: 'add tag to product', tools: ['shopify_tags_add'] },
  {
    query: 'products low in stock',
    tools: [
      'shopify_inventory_items',
      'shopify_inventory_levels_by_location',
      'shopify_variants_search',
      'shopify_products_search',
    ],
  },
  { query: 'make a product collection', tools: ['shopify_collections_create'] },
  { query: 'payouts to bank', tools: ['shopify_payouts_list'] },
  { query: 'chargebacks', tools: ['shopify_disputes_list'] },
  { query: 'write blog article', tools: ['shopify_articles_create'] },
  { query: 'register a webhook', tools: ['shopify_webhooks_create'] },
  { query: 'run graphql', tools: ['shopify_graphql_query'] },
  { query: 'anomalies in sessions', tools: ['ga4_insights_anomalies'] },
  { query: 'custom dimension create', tools: ['ga4_custom_dimensions_create'] },
  { query: 'failed logins', tools: ['zoho_mail_organization_logs_logins'] },
  { query: 'disable a user account', tools: ['zoho_mail_organization_users_set_status'] },
]

/** What no connector has anything to do with. */
export const nothingFits: readonly string[] = [
  'weather in Paris',
  'book a flight to Tokyo',
  'play some music',
  'kubernetes pods',
  'write a python script',
  'capital of France',
  'jira ticket',
  'order a pizza',
  'temperature tomorrow',
  'solve an equation',
  'restaurant reservation',
  'github pull request',
  'convert euros to dollars exchange rate',
  'sql database backup',
]
