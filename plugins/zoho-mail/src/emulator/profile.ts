/** What is not known for sure of Zoho, or differs between accounts. Tests turn these. */
export interface Profile {
  /** Requests of an account in a minute before it is locked. Generous, so that demonstrations never meet it; Zoho says 30. */
  readonly callsPerMinute: number
  /** How long a locked account must be silent, in milliseconds. Each call meanwhile starts the time anew. */
  readonly lockMilliseconds: number
  /** How the lock is told: it is not documented for Zoho Mail. */
  readonly lockForm: '429' | '400' | '500'
  /** Access tokens of one refresh token within ten minutes. */
  readonly tokensPerTenMinutes: number
  /** Whether the account has no organisation. */
  readonly isPersonal: boolean
  /** Whether the account is at another data centre than is asked. */
  readonly isElsewhere: boolean
  /** Whether failures of the mail API come with status 200. */
  readonly hidesFailures: boolean
  /** Whether the ids of elements are kept in what is sent. */
  readonly keepsElementIds: boolean
}

export const usualProfile: Profile = {
  callsPerMinute: 600,
  lockMilliseconds: 900_000,
  lockForm: '400',
  tokensPerTenMinutes: 10,
  isPersonal: false,
  isElsewhere: false,
  hidesFailures: false,
  keepsElementIds: true,
}
