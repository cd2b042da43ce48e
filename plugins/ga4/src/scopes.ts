/** What operations that read need; the one that may change things includes it. */
export const readonlyScope = 'https://www.googleapis.com/auth/analytics.readonly'
export const analyticsScope = 'https://www.googleapis.com/auth/analytics'

export const reading: readonly string[] = [readonlyScope]
