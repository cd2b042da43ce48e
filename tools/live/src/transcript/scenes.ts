/** What the transcript shows of one connector: how its tools are found, a read, and a write that is guarded. */
export interface Scene {
  readonly connector: string
  readonly title: string
  /** As somebody would ask who does not know the tools. */
  readonly query: string
  readonly read: ToolUse
  /** Destructive, so that the server asks before it does it. */
  readonly write: ToolUse
}

export interface ToolUse {
  readonly name: string
  readonly arguments: Readonly<Record<string, unknown>>
}

/** The ids are those of the emulators' seeds, which are the same every time. */
export const scenes: readonly Scene[] = [
  {
    connector: 'shopify',
    title: 'Shopify',
    query: 'which gift cards are there, and switch one off',
    read: { name: 'shopify_gift_cards_search', arguments: { limit: 2 } },
    write: {
      name: 'shopify_gift_cards_deactivate',
      arguments: { id: 'gid://shopify/GiftCard/5100000001001' },
    },
  },
  {
    connector: 'zoho-mail',
    title: 'Zoho Mail',
    query: 'labels of the mailbox',
    read: { name: 'zoho_mail_labels_list', arguments: { limit: 2 } },
    write: { name: 'zoho_mail_labels_delete', arguments: { labelId: '4845214000000009101' } },
  },
  {
    connector: 'gsc',
    title: 'Google Search Console',
    query: 'sitemaps with errors',
    read: { name: 'gsc_sitemaps_list', arguments: {} },
    write: {
      name: 'gsc_sitemaps_delete',
      arguments: { sitemap: 'https://www.fernhill.example/products.xml' },
    },
  },
  {
    connector: 'bing-wmt',
    title: 'Bing Webmaster Tools',
    query: 'remove an old sitemap from Bing',
    read: { name: 'bing_wmt_sitemaps_list', arguments: {} },
    write: {
      name: 'bing_wmt_sitemaps_remove',
      arguments: { sitemapUrl: 'https://www.fernhill.example/old-sitemap.xml' },
    },
  },
  {
    connector: 'ga4',
    title: 'Google Analytics 4',
    query: 'notes that people made on the timeline of reports',
    read: { name: 'ga4_annotations_list', arguments: { pageSize: 2 } },
    write: { name: 'ga4_annotations_delete', arguments: { id: '9200000001' } },
  },
]
