import { Problem } from '@patchbay/contract'
import { LRUCache } from 'lru-cache'
import type { Registry } from '../connectors/registry.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import type { Connection } from './connection.ts'
import type { ConnectionRecord } from './connection-records.ts'
import type { ConnectionSecrets } from './connection-secrets.ts'
import { effectiveScopes } from './effective-scopes.ts'
import { keyOf, type EndedConnection } from './ended-connection.ts'
import { kindOf, type CredentialKinds, type CredentialOwner } from './credential-kinds.ts'
import { judgeConnection, type Account, type JudgeParts } from './judge-connection.ts'
import { protectSecrets } from './protect-secrets.ts'
import type { Slot } from './tenant-connections.ts'
import { roomFor } from '../shared-state/room-for.ts'

export interface RecordOpenerParts extends JudgeParts {
  readonly kinds: CredentialKinds
  readonly registry: Registry
  readonly secrets: ConnectionSecrets
  readonly redactor: Redactor
}

// Of connections that were opened lately. What is forgotten here was opened for a tenant that is not known any more.
const mostHidden = 40_000

/** Makes stored connections ready for calls. */
export interface RecordOpener {
  /** Its credentials are opened with the first call. */
  open(record: ConnectionRecord, slot: Pick<Slot, 'calls'>): Promise<Connection>
  /** The connection as its credentials see it. */
  ownerOf(record: ConnectionRecord): Promise<CredentialOwner>
  /** What was opened for it need not be hidden much longer. */
  forget(ended: EndedConnection): void
}

export function createRecordOpener(parts: RecordOpenerParts): RecordOpener {
  const { registry, secrets, redactor, kinds } = parts

  // By key and what it is: what ends the hiding of what was opened.
  const hidden = new LRUCache<string, () => void>({ ...roomFor(mostHidden), dispose: (release) => release() })
  const hide = (record: ConnectionRecord, what: 'config' | 'credentials', value: object): void => {
    const place = `${keyOf(record).key} ${what}`
    const release = protectSecrets({ [what]: value }, registry.find(record.connector), redactor)
    hidden.set(place, release)
  }

  const accountOf = async (record: ConnectionRecord): Promise<Account> => {
    const connector = registry.find(record.connector)
    const config =
      connector.secretConfig.size === 0 ? record.config : ((await secrets.config(record)) ?? record.config)
    if (connector.secretConfig.size > 0) hide(record, 'config', config)
    const { auth, origins } = record
    const { account, errors } = await judgeConnection({ config, auth, origins }, undefined, connector, parts)
    if (account !== undefined) return account
    const said = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
    const isEgress = errors.every(({ path }) => path.startsWith('/origins'))
    throw new Problem(isEgress ? 'egress_forbidden' : 'connection_missing', {
      detail: `The connection "${record.id}" does not suit its connector any more: ${redactor.redact(said)}.`,
      advice: `Correct it: PATCH /v1/connections/${record.id}.`,
    })
  }

  const ownerFrom = (record: ConnectionRecord, account: Account): CredentialOwner => {
    const { tenant, uid, id, connector } = record
    const { config, authentication, origins } = account
    return {
      tenant,
      uid,
      id,
      connector,
      config,
      authentication,
      origins,
      async entered() {
        const credentials = await secrets.credentials(record)
        hide(record, 'credentials', credentials)
        return credentials
      },
    }
  }

  return {
    async open(record, { calls }) {
      const owner = ownerFrom(record, await accountOf(record))
      const { tenant, id, connector, config, authentication, origins } = owner
      const kind = kindOf(kinds, authentication)
      return Object.freeze<Connection>({
        tenant,
        ...keyOf(record),
        id,
        connector,
        config,
        authentication,
        credentials: kind.open(owner),
        origins,
        source: 'live',
        state: record.state,
        stateReason: record.stateReason,
        renewal: kind.renewal(authentication, id),
        grantedScopes: effectiveScopes(record.grantedScopes, authentication),
        calls,
      })
    },
    ownerOf: async (record) => ownerFrom(record, await accountOf(record)),
    forget({ key }) {
      for (const place of [`${key} config`, `${key} credentials`]) {
        hidden.delete(place)
      }
    },
  }
}
