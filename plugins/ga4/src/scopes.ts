/** What operations that read need; the one that may change things includes it. */
export const readonlyScope = 'https://www.googleapis.com/auth/analytics.readonly'
export const analyticsScope = 'https://www.googleapis.com/auth/analytics'

/** What changing settings takes. */
export const editScope = 'https://www.googleapis.com/auth/analytics.edit'

/** What it takes to be told who has access; the one that may change that includes it. */
export const usersReadonlyScope = 'https://www.googleapis.com/auth/analytics.manage.users.readonly'
export const usersScope = 'https://www.googleapis.com/auth/analytics.manage.users'

export const reading: readonly string[] = [readonlyScope]
export const editing: readonly string[] = [editScope]
export const readingUsers: readonly string[] = [usersReadonlyScope]
