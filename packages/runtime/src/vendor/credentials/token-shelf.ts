import { Problem } from '@patchbay/contract'
import type { SecretPlace, Vault } from '../../vault/vault.ts'
import type { KeptTokens, TokenOwner } from './token-owner.ts'
import { parseTokens, serializeTokens, type Tokens } from './tokens.ts'

/** Keeps tokens in the vault, which hides what was put or got lately; whoever goes on with them hides them for as long. */
export interface TokenShelf {
  /** Version 0 where nothing is kept; no tokens where what is kept is of another account. */
  read(
    owner: Pick<TokenOwner, 'tenant' | 'uid'>,
    binding: string,
  ): Promise<{ readonly tokens: Tokens | undefined; readonly version: number }>
  /**
   * Puts tokens in the place of those of that version. If other ones have come there, those that were got under the higher
   * fence stay. Gives what is there then.
   */
  replace(owner: Pick<TokenOwner, 'tenant' | 'uid'>, tokens: Tokens, ifVersion: number): Promise<KeptTokens>
}

export const tokenPlace = ({ tenant, uid }: Pick<TokenOwner, 'tenant' | 'uid'>): SecretPlace => ({
  tenant,
  record: uid,
  purpose: 'tokens',
})

export function createTokenShelf(vault: Vault): TokenShelf {
  const read: TokenShelf['read'] = async (owner, binding) => {
    const kept = await vault.get(tokenPlace(owner))
    if (kept === undefined) return { tokens: undefined, version: 0 }
    return { tokens: parseTokens(kept.text, binding), version: kept.version }
  }

  return {
    read,
    async replace(owner, tokens, ifVersion) {
      const text = serializeTokens(tokens)
      for (let expected = ifVersion; ;) {
        const version = await vault.put(tokenPlace(owner), text, { ifVersion: expected })
        if (version !== undefined) return { tokens, version }
        const there = await read(owner, tokens.binding)
        if (there.version === 0 && ifVersion !== 0) {
          // Written now, they would outlive the connection.
          throw new Problem('connection_missing', { detail: 'The connection was deleted meanwhile.' })
        }
        if (there.tokens !== undefined && there.tokens.fence >= tokens.fence) {
          return { tokens: there.tokens, version: there.version }
        }
        expected = there.version
      }
    },
  }
}
