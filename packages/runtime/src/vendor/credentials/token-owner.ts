import type { TokenFacts } from '@patchbay/contract'
import type { TokenAnswer, Tokens } from './tokens.ts'

/** How one connection gets tokens: what differs between grants. */
export interface TokenGrant {
  readonly facts: TokenFacts
  /** Names client, account and endpoint: tokens that were got for others are none of this connection. */
  readonly binding: string
  /** Whether asking twice with the same can do harm, because the first time has spent it. */
  readonly isSpent: boolean
  /** What is asked with; undefined where only a person can help. */
  start(tokens: Tokens | undefined): (() => Promise<TokenAnswer>) | undefined
}

/** A connection as its tokens see it. */
export interface TokenOwner {
  readonly tenant: string
  readonly uid: string
  readonly id: string
  readonly connector: string
  /** What to do where only a person can help. */
  readonly renewal: string
  /** Opens what is needed to ask. Rejects with a `Problem` where that is not there. */
  readonly grant: () => Promise<TokenGrant>
}

/** What became of the tokens of a connection, for whoever shows its state. */
export interface TokenReport {
  readonly tenant: string
  readonly uid: string
  readonly state: 'active' | 'reauthorize'
  /** For the one who has to act; empty where there is nothing to say. */
  readonly reason: string
  /** As the vendor granted them; undefined where it did not say. */
  readonly scopes: readonly string[] | undefined
}

export interface KeptTokens {
  readonly tokens: Tokens
  /** In the vault. */
  readonly version: number
}
