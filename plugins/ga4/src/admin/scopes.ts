/** What reading the settings of accounts and properties takes. */
export const readScopes = ['https://www.googleapis.com/auth/analytics.readonly']

/** What changing them takes; it includes reading. */
export const editScopes = ['https://www.googleapis.com/auth/analytics.edit']

/** What reading takes who has access. */
export const usersReadScopes = ['https://www.googleapis.com/auth/analytics.manage.users.readonly']
