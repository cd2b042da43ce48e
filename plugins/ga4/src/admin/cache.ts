/** Settings change seldom, and other people change them in the pages of Google Analytics: some minutes are a fair age. */
export const settingsCache = { ttl: '5m', staleIfError: '1d' } as const
