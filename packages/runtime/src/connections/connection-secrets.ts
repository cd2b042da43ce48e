import { Problem } from '@patchbay/contract'
import type { Database } from '../store/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { EnteredCredentials } from './credential-kinds.ts'

/** Whose secrets they are. */
interface SecretOwner {
  readonly tenant: string
  readonly uid: string
  readonly id: string
}

/** What of a connection is secret, in the vault. */
export interface ConnectionSecrets {
  /** Rejects with `connection_unauthorized` where none were entered. */
  credentials(owner: SecretOwner): Promise<EnteredCredentials>
  putCredentials(owner: SecretOwner, credentials: EnteredCredentials, database: Database): Promise<void>
  /** The config with what of it is secret; undefined where nothing of it is. */
  config(owner: SecretOwner): Promise<Readonly<Record<string, unknown>> | undefined>
  putConfig(owner: SecretOwner, config: Readonly<Record<string, unknown>>, database: Database): Promise<void>
  /** All of them, for good. */
  forget(owner: SecretOwner, database: Database): Promise<void>
}

export function createConnectionSecrets(vault: Vault): ConnectionSecrets {
  const place = ({ tenant, uid }: SecretOwner, purpose: string) => ({ tenant, record: uid, purpose })
  return {
    async credentials(owner) {
      const secret = await vault.get(place(owner, 'credentials'))
      if (secret !== undefined) return JSON.parse(secret.text) as EnteredCredentials
      throw new Problem('connection_unauthorized', {
        detail: `The connection "${owner.id}" has no credentials.`,
        advice: `Send them: PATCH /v1/connections/${owner.id} with {"credentials": {…}}.`,
      })
    },
    async putCredentials(owner, credentials, database) {
      await vault.put(place(owner, 'credentials'), JSON.stringify(credentials), { database })
    },
    async config(owner) {
      const secret = await vault.get(place(owner, 'config'))
      return secret && (JSON.parse(secret.text) as Readonly<Record<string, unknown>>)
    },
    async putConfig(owner, config, database) {
      await vault.put(place(owner, 'config'), JSON.stringify(config), { database })
    },
    forget: ({ tenant, uid }, database) => vault.forget(tenant, uid, database),
  }
}
