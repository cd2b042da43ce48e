/** What reading takes, in Bing's words. Connections by API key may do everything, whatever is named here. */
export const reading = ['webmaster.read'] as const

/** What changing anything takes. */
export const managing = ['webmaster.manage'] as const

/** Who may manage may read. Bing's pages also write the names with a capital, so an answer may. */
export const impliedScopes: Readonly<Record<string, readonly string[]>> = {
  'webmaster.manage': ['webmaster.read'],
  'Webmaster.read': ['webmaster.read'],
  'Webmaster.manage': ['webmaster.manage'],
}
