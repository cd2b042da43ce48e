import { Problem } from '@patchbay/contract'
import type { Database, Store } from '../../store/store.ts'
import type { SecretPlace, Vault } from '../../vault/vault.ts'
import type { KeptTokens, TokenOwner } from './token-owner.ts'
import { parseTokens, serializeTokens, type Tokens } from './tokens.ts'

type Place = Pick<TokenOwner, 'tenant' | 'uid'>

export interface TokenShelfParts {
  readonly store: Store
  readonly vault: Vault
  /** Whether a connection is there; then nobody deletes it until the transaction ends. */
  readonly hold: (database: Database, owner: Place) => Promise<boolean>
}

/** Keeps tokens in the vault, which hides what was put or got lately; whoever goes on with them hides them for as long. */
export interface TokenShelf {
  /** Version 0 where nothing is kept; no tokens where what is kept is of another account. */
  read(
    owner: Place,
    binding: string,
    database?: Database,
  ): Promise<{ readonly tokens: Tokens | undefined; readonly version: number }>
  /**
   * Puts tokens in the place of those of that version. If other ones have come there, those that were got under the higher
   * fence stay. Gives what is there then. Rejects with `connection_missing` where the connection was deleted meanwhile:
   * what is written after that would outlive it. Default database: one transaction of its own for each try.
   */
  replace(owner: Place, tokens: Tokens, ifVersion: number, database?: Database): Promise<KeptTokens>
}

export const tokenPlace = ({ tenant, uid }: Place): SecretPlace => ({
  tenant,
  record: uid,
  purpose: 'tokens',
})

export function createTokenShelf({ store, vault, hold }: TokenShelfParts): TokenShelf {
  const read: TokenShelf['read'] = async (owner, binding, database) => {
    const kept = await vault.get(tokenPlace(owner), database)
    if (kept === undefined) return { tokens: undefined, version: 0 }
    return { tokens: parseTokens(kept.text, binding), version: kept.version }
  }

  return {
    read,
    async replace(owner, tokens, ifVersion, within) {
      const text = serializeTokens(tokens)
      const put = async (database: Database, version: number): Promise<number | undefined> => {
        if (!(await hold(database, owner))) throw deletedMeanwhile()
        return vault.put(tokenPlace(owner), text, { ifVersion: version, database })
      }
      for (let expected = ifVersion; ;) {
        const version = await (within === undefined
          ? store.transaction((database) => put(database, expected))
          : put(within, expected))
        if (version !== undefined) return { tokens, version }
        const there = await read(owner, tokens.binding, within)
        if (there.tokens !== undefined && there.tokens.fence >= tokens.fence) {
          return { tokens: there.tokens, version: there.version }
        }
        expected = there.version
      }
    },
  }
}

const deletedMeanwhile = (): Problem =>
  new Problem('connection_missing', { detail: 'The connection was deleted meanwhile.' })
